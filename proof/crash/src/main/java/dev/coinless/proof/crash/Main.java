package dev.coinless.proof.crash;

import java.nio.file.Path;
import java.util.List;

/// `crash [SEED]` replays the agent's writes to every point at which they may stop, `kill [COUNT
/// [SEED]]` kills the agent so often and goes on where it stopped.
public final class Main {

    private static final String USAGE = "crash [SEED]\nkill [COUNT [SEED]]";
    private static final int KILLS = 10_000;
    private static final long SEED = 20_261_120L;

    private Main() {}

    public static void main(String[] args) {
        var words = List.of(args);
        var what = words.isEmpty() ? "" : words.getFirst();
        try {
            var folder = Path.of(".coinless").toAbsolutePath();
            switch (what) {
                case "crash" ->
                        end(new CrashProof(folder, number(words, 1, SEED), System.out).prove());
                case "kill" ->
                        end(
                                new KillProof(folder, System.out)
                                        .prove(
                                                (int) number(words, 1, KILLS),
                                                number(words, 2, SEED)));
                default -> {
                    System.err.println(USAGE);
                    System.exit(2);
                }
            }
        } catch (Failure e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    private static void end(boolean proven) {
        System.exit(proven ? 0 : 1);
    }

    private static long number(List<String> words, int place, long usual) {
        return words.size() > place ? Long.parseLong(words.get(place)) : usual;
    }
}
