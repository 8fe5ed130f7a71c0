package dev.coinless.proof.simulation;

import dev.coinless.edge.gate.Capability;
import dev.coinless.edge.gate.Order;
import dev.coinless.edge.mdb.SniffedSales;
import dev.coinless.edge.vend.CashWatch;
import dev.coinless.edge.vend.MachineEvent;
import dev.coinless.edge.vend.MachineInput;
import dev.coinless.edge.vend.MachinePort;
import dev.coinless.edge.vend.Selection;
import dev.coinless.model.cash.CashSource;
import dev.coinless.model.money.Money;
import dev.coinless.model.time.Uptime;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// A vending machine with moods. It keeps giving what it was told to give while the module is dark.
final class SimulatedMachine implements MachinePort {

    /// The address of a cashless device on the bus.
    private static final int READER = 0x10;

    private static final int[] PRICES = {175, 50, 250, 500, 600, 0};

    private final SimulatedModule module;
    private final RandomGenerator dice;
    private final List<MachineEvent> unheard = new ArrayList<>();
    private final CoinBox coins = new CoinBox();
    private long busClock;
    private boolean open;
    private boolean asking;
    private Optional<Goods.Vend> vend = Optional.empty();

    SimulatedMachine(SimulatedModule module, RandomGenerator dice) {
        this.module = module;
        this.dice = dice;
    }

    CoinBox coins() {
        return coins;
    }

    /// Somebody buys for coins: what the bus shows of it. A controller that did not hear the
    /// acknowledgement says the same again at once.
    void sellForCoins(int choice) {
        var sale = new CoinBox.Coins(CashSource.CASH_SALE, choice % 40, coins.nextPrice());
        busClock += 10_000;
        if (choice % 8 == 1) {
            module.busShows("x,21,%010d,13,05%04x".formatted(busClock, sale.price()));
        }
        coins.telling(sale);
        boolean isTaken = show(sale);
        if (isTaken) {
            coins.heard(sale, module.power().isFull());
        }
        if (choice % 4 == 0) {
            busClock += 100;
            show(sale);
        }
    }

    private boolean show(CoinBox.Coins sale) {
        return module.busShows(
                "x,00,%010d,13,05%04x%04x".formatted(busClock, sale.price(), sale.place()));
    }

    boolean isOpen() {
        return open && vend.isEmpty() && !asking;
    }

    boolean isAsking() {
        return asking;
    }

    boolean isVending() {
        return vend.isPresent();
    }

    /// Somebody presses a button.
    void select(int choice) {
        if (vend.isPresent() || asking) {
            return;
        }
        var price = Money.of(PRICES[choice % PRICES.length], "EUR");
        unheard.add(new MachineEvent.Selected(new Selection(choice % 40, price)));
        asking = true;
    }

    /// The machine says something: what became of a vend, or a whim.
    void says(int choice) {
        if (vend.isPresent() && choice % 8 < 6) {
            finish(choice % 8 < 5);
            return;
        }
        switch (choice / 8 % 6) {
            case 0 -> over(new MachineEvent.SessionEnded());
            case 1 -> over(new MachineEvent.MachineReset());
            case 2 -> over(new MachineEvent.MachineLost());
            case 3 -> cancelSelection();
            default -> finish(true);
        }
    }

    private void finish(boolean isGiven) {
        vend.ifPresent(each -> {
            if (isGiven) {
                module.goods().given(each);
                unheard.add(new MachineEvent.VendSucceeded());
            } else {
                unheard.add(new MachineEvent.VendFailed());
            }
            vend = Optional.empty();
        });
    }

    private void over(MachineEvent event) {
        if (event instanceof MachineEvent.SessionEnded && vend.isPresent()) {
            return;
        }
        vend.ifPresent(each -> {
            // MDB/ICP 7.4.7: a reset after the approval is a success.
            if (event instanceof MachineEvent.MachineReset) {
                module.goods().given(each);
            } else {
                inDoubt(each);
            }
        });
        vend = Optional.empty();
        open = false;
        asking = false;
        unheard.add(event);
    }

    private void cancelSelection() {
        if (asking) {
            asking = false;
            unheard.add(new MachineEvent.SelectionCancelled());
        }
    }

    /// Nobody will hear whether it fell.
    private void inDoubt(Goods.Vend each) {
        module.goods().doubt(each.grant());
        if (dice.nextBoolean()) {
            module.goods().given(each);
        }
    }

    /// The customer is done: what is under way falls, and the session is over.
    void ends() {
        finish(true);
        unheard.add(new MachineEvent.SessionEnded());
        open = false;
        asking = false;
    }

    /// The module is dark; the machine goes on with what it does.
    void left() {
        coins.dark();
        vend.ifPresent(this::inDoubt);
        vend = Optional.empty();
        unheard.clear();
        open = false;
        asking = false;
    }

    @Override
    public Capability capability() {
        return new Capability.Sessions();
    }

    /// Asked for once by each agent that starts.
    @Override
    public CashWatch cash() {
        return new SniffedSales(READER, 1, Currency.getInstance("EUR"));
    }

    @Override
    public boolean isReady() {
        return !open && !asking && vend.isEmpty();
    }

    @Override
    public void open(Order order, Uptime now) {
        module.power().moment();
        open = true;
        unheard.add(new MachineEvent.SessionOpened());
    }

    @Override
    public void approve(Selection selection, Uptime now) {
        module.power().moment();
        vend = Optional.of(module.signal(selection));
        asking = false;
        module.power().moment();
    }

    @Override
    public void deny(Uptime now) {
        open = false;
        asking = false;
    }

    @Override
    public void end(Uptime now) {
        vend.ifPresent(this::inDoubt);
        vend = Optional.empty();
        open = false;
        asking = false;
    }

    @Override
    public List<MachineEvent> hear(MachineInput input, Uptime now) {
        if (unheard.isEmpty()) {
            return List.of();
        }
        var heard = List.copyOf(unheard);
        unheard.clear();
        return heard;
    }
}
