package dev.coinless.functions.http;

import dev.coinless.model.refusal.Refusal;

/// Ends the reading of a request that cannot be understood or believed.
///
/// Thrown only while a request is read, where it may come from any depth; what use cases refuse is
/// in their results.
public final class Refused extends Exception {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    public Refused(Problem problem) {
        super(problem.detail());
        this.problem = problem;
    }

    public Refused(Refusal reason, String detail) {
        this(Problem.of(reason, detail));
    }

    public Problem problem() {
        return problem;
    }
}
