package dev.coinless.localstack.cloud.template;

/// The template contains something that cannot be run here; the message names it and its place.
public final class TemplateProblem extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TemplateProblem(String what, Where where) {
        super("template " + where + ": " + what);
    }
}
