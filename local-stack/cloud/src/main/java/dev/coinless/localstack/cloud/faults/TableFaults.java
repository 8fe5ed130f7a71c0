package dev.coinless.localstack.cloud.faults;

import dev.coinless.localstack.cloud.tables.AwsMode;
import dev.coinless.localstack.cloud.tables.Troubles;
import java.util.ArrayList;
import java.util.List;

/// Troubles of the tables that the lab asked for, before those of AWS mode's chance.
public final class TableFaults implements Troubles {

    /// An operation's name that stands for all that a trouble can happen to.
    public static final String ANY = "*";

    private final AwsMode awsMode;
    private final List<Planned> planned = new ArrayList<>();

    private record Planned(Trouble trouble, String operation, Budget budget) {

        boolean concerns(String called) {
            return operation.equals(ANY)
                    ? AwsMode.canMeet(trouble, called)
                    : operation.equals(called);
        }
    }

    public TableFaults(AwsMode awsMode) {
        this.awsMode = awsMode;
    }

    /// Lets the next calls of an operation meet a trouble.
    public synchronized void plan(Trouble trouble, String operation, int times) {
        var budget = new Budget();
        budget.set(times);
        planned.add(new Planned(trouble, operation, budget));
    }

    @Override
    public Trouble next(String operation, boolean onIndex) {
        synchronized (this) {
            planned.removeIf(each -> each.budget().left() == 0);
            for (var each : planned) {
                if (each.concerns(operation) && each.budget().take()) {
                    return each.trouble();
                }
            }
        }
        return awsMode.next(operation, onIndex);
    }

    synchronized void clear() {
        planned.clear();
    }
}
