package dev.coinless.model.export;

import dev.coinless.model.id.Thumbprint;
import java.util.Set;

/// What the Java verifier says of a text: `whole`, or `line|place`.
final class Verdict {
    private Verdict() {}

    static String of(Thumbprint root, String text) {
        try {
            return "whole " + verify(root, text).entries();
        } catch (BrokenExport broken) {
            return broken.line() + "|" + broken.place();
        }
    }

    static ExportSummary verify(Thumbprint root, String text) throws BrokenExport {
        var verifier = new ExportVerifier(Set.of(root));
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            verifier.take(text.substring(from, end));
            from = end + 1;
        }
        if (from < text.length()) {
            verifier.take(text.substring(from) + "\n");
        }
        return verifier.finish();
    }
}
