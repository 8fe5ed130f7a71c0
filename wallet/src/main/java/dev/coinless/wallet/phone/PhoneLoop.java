package dev.coinless.wallet.phone;

import dev.coinless.model.id.ModuleId;
import dev.coinless.wallet.authorize.Choice;
import dev.coinless.wallet.phone.Effect.AskGrant;
import dev.coinless.wallet.phone.Effect.Connect;
import dev.coinless.wallet.phone.Effect.Disconnect;
import dev.coinless.wallet.phone.Effect.EndWait;
import dev.coinless.wallet.phone.Effect.Keep;
import dev.coinless.wallet.phone.Effect.Post;
import dev.coinless.wallet.phone.Effect.Present;
import dev.coinless.wallet.phone.Effect.Seek;
import dev.coinless.wallet.phone.Effect.Send;
import dev.coinless.wallet.phone.Effect.Tell;
import dev.coinless.wallet.phone.Effect.Wait;
import dev.coinless.wallet.receipt.KeptAck;
import dev.coinless.wallet.store.Wallet;
import dev.coinless.wallet.store.WalletChange;
import dev.coinless.wallet.store.WalletStore;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// One thread that owns the wallet and the purchase: takes what happened, lets [Purchase] decide,
/// and has the effects carried out in their order.
final class PhoneLoop {
    /// What may wait for the loop; far more than one person and one module can cause. A full queue
    /// holds its sender up.
    private static final int MAX_WAITING = 1024;

    private final BlockingQueue<Runnable> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final WalletStore store;
    private final Hands hands;
    private final Consumer<News> holder;
    private final Consumer<IOException> broken;
    private final Thread thread;
    private volatile Wallet wallet;
    private volatile State state = new State.Idle();
    private Optional<Long> wakeAtNanos = Optional.empty();

    /// Who carries out what the loop itself cannot; each call returns at once.
    interface Hands {
        void seek(String wanted, Optional<Choice> choice);

        void ask(AskGrant effect);

        void connect(ModuleId module);

        void send(Send effect);

        void present(Present effect);

        void disconnect();

        void post();

        /// Something has happened; the loop's state and wallet may be others than before.
        void moved();
    }

    /// @param broken told when the wallet cannot be kept any more; the loop has then ended
    PhoneLoop(
            Wallet wallet,
            WalletStore store,
            Hands hands,
            Consumer<News> holder,
            Consumer<IOException> broken) {
        this.wallet = wallet;
        this.store = store;
        this.hands = hands;
        this.holder = holder;
        this.broken = broken;
        this.thread = Thread.ofPlatform().daemon().name("phone-loop").unstarted(this::work);
    }

    void start() {
        thread.start();
    }

    /// Ends the loop; what still waits is dropped, what is kept is kept.
    void stop() {
        thread.interrupt();
    }

    Wallet wallet() {
        return wallet;
    }

    State state() {
        return state;
    }

    void happened(Event event) {
        run(() -> take(event));
    }

    /// Runs something on the loop's thread, where wallet and state do not change beside it.
    void run(Runnable task) {
        try {
            waiting.put(task);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Takes an event; for tasks that already run on the loop's thread.
    void take(Event event) {
        var step = Purchase.step(state, event);
        for (var effect : step.effects()) {
            perform(effect);
        }
        state = step.next();
        hands.moved();
    }

    /// Keeps a change; for tasks that already run on the loop's thread.
    void keep(WalletChange change) {
        var next = wallet.with(change);
        if (next.equals(wallet)) {
            return;
        }
        try {
            store.save(next);
        } catch (IOException e) {
            throw new NotKept(e);
        }
        wallet = next;
    }

    List<KeptAck> acksFor(ModuleId module) {
        return wallet.acks().stream().filter(ack -> ack.ack().module().equals(module)).toList();
    }

    private void work() {
        try {
            while (true) {
                next().ifPresentOrElse(Runnable::run, this::wake);
            }
        } catch (InterruptedException stopped) {
            waiting.clear();
        } catch (NotKept e) {
            // Going on would mean to act on what a crash forgets.
            broken.accept(e.cause());
        }
    }

    private Optional<Runnable> next() throws InterruptedException {
        if (wakeAtNanos.isEmpty()) {
            return Optional.of(waiting.take());
        }
        long rest = wakeAtNanos.get() - System.nanoTime();
        return Optional.ofNullable(waiting.poll(Math.max(0, rest), TimeUnit.NANOSECONDS));
    }

    private void wake() {
        wakeAtNanos = Optional.empty();
        take(new Event.WaitOver());
    }

    private void perform(Effect effect) {
        switch (effect) {
            case Keep(var change) -> keep(change);
            case Seek(var wanted, var choice) -> hands.seek(wanted, choice);
            case AskGrant ask -> hands.ask(ask);
            case Connect(var module) -> hands.connect(module);
            case Send send -> hands.send(send);
            case Present present -> hands.present(present);
            case Disconnect() -> hands.disconnect();
            case Wait(var duration) -> wakeAfter(duration);
            case EndWait() -> wakeAtNanos = Optional.empty();
            case Post() -> hands.post();
            case Tell(var news) -> holder.accept(news);
        }
    }

    private void wakeAfter(Duration duration) {
        wakeAtNanos = Optional.of(System.nanoTime() + duration.toNanos());
    }

    /// The wallet could not be kept.
    private static final class NotKept extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final IOException cause;

        NotKept(IOException cause) {
            super(cause);
            this.cause = cause;
        }

        IOException cause() {
            return cause;
        }
    }
}
