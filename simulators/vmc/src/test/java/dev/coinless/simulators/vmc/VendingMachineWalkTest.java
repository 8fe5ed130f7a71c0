package dev.coinless.simulators.vmc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coinless.simulators.vmc.MachineEffect.BeginVend;
import dev.coinless.simulators.vmc.MachineEffect.EndVend;
import dev.coinless.simulators.vmc.MachineEffect.Outcome;
import dev.coinless.simulators.vmc.MachineEffect.PaidBy;
import dev.coinless.simulators.vmc.MachineEffect.PayOut;
import dev.coinless.simulators.vmc.MachineState.Coins;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever happens in whatever order: every motor stops once, and no coin is lost.
class VendingMachineWalkTest {
    static final int STEPS = 20_000;
    static final List<MachineEvent> EVENTS = events();

    static List<MachineEvent> events() {
        var all = new ArrayList<>(Fixture.EVENTS);
        all.add(new MachineEvent.MotorStopped(true));
        all.add(new MachineEvent.CoinMotorStopped(true));
        all.add(new MachineEvent.StartSession(Amounts.UNKNOWN));
        all.add(new MachineEvent.CoinInserted(200));
        return all;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void everyVendEndsOnceAndEveryCoinIsAccountedFor(long given) {
        long seed = Long.getLong("seed", given);
        RandomGenerator random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        Settings settings = new Settings(Fixture.EUR, random.nextBoolean(), random.nextBoolean());
        MachineState machine = MachineState.atPowerOn();
        @Nullable BeginVend turning = null;
        long coins = 0;
        for (int i = 0; i < STEPS; i++) {
            var event = EVENTS.get(random.nextInt(EVENTS.size()));
            coins += event instanceof MachineEvent.CoinInserted(long amount) ? amount : 0;
            var step = VendingMachine.step(settings, machine, event);
            for (var effect : step.effects()) {
                String where = "seed %d, step %d, %s: %s".formatted(seed, i, event, effect);
                switch (effect) {
                    case BeginVend begun -> {
                        assertThat(turning).as(where).isNull();
                        turning = begun;
                    }
                    case EndVend(var outcome) -> {
                        assertThat(turning).as(where).isNotNull();
                        boolean sold = outcome != Outcome.JAMMED;
                        coins -= sold && turning.paidBy() == PaidBy.COIN ? turning.paid() : 0;
                        turning = null;
                    }
                    case PayOut(long amount) -> coins -= amount;
                    case MachineEffect.Say _,
                            MachineEffect.Display _,
                            MachineEffect.StartTimer _,
                            MachineEffect.StopTimer _ -> {}
                }
            }
            machine = step.next();
            assertThat(inside(machine)).as("seed %d, step %d", seed, i).isEqualTo(coins);
        }
    }

    static long inside(MachineState machine) {
        return switch (machine.coins()) {
            case Coins.Waiting(long credit) -> credit;
            case Coins.Turning(var item, long change) -> item.price() + change;
        };
    }
}
