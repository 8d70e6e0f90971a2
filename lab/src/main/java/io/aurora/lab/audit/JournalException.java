package io.aurora.lab.audit;

/** A journal that cannot be read whole; nothing can be said about what it holds. */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }
}
