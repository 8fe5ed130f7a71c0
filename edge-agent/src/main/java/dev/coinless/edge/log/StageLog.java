package dev.coinless.edge.log;

/// Port to the log: one line per thing that happened, under the word of its stage. Never a token, a
/// code or a key.
public interface StageLog {

    /// Writes one line.
    ///
    /// @param message `word key=value ...`
    void say(Stage stage, String message);
}
