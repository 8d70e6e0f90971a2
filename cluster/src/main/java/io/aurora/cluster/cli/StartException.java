package io.aurora.cluster.cli;

/** A node cannot start for a reason that its operator can mend; the message says which setting to look at. */
public final class StartException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StartException(String message, Throwable cause) {
        super(message, cause);
    }
}
