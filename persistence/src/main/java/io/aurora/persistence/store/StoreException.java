package io.aurora.persistence.store;

/** A store that cannot be used; the message says what is wrong and which setting leads there, and holds no secret. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What is wrong. */
    public enum Kind {
        /** The file is open in another process. */
        LOCKED,
        /** File or data that cannot be read. */
        UNREADABLE,
        /** User or password refused. */
        REFUSED,
        /** No connection. */
        UNREACHABLE,
        /** A schema newer than the program. */
        NEWER_SCHEMA,
        /** No store, or one without our tables, where there must be one. */
        MISSING,
        /** Data where there must be none. */
        NOT_EMPTY,
        /** A file of a backup that is no good. */
        BAD_BACKUP,
        /** Anything else the database said. */
        FAILED
    }

    private final Kind kind;
    private final String setting;

    public StoreException(Kind kind, String setting, String problem) {
        this(kind, setting, problem, null);
    }

    public StoreException(Kind kind, String setting, String problem, Throwable cause) {
        super(problem + " (setting " + setting + ")", cause);
        this.kind = kind;
        this.setting = setting;
    }

    public Kind kind() {
        return kind;
    }

    /** Path of the setting to look at. */
    public String setting() {
        return setting;
    }

    /** Exit code of a command that ends by this: 2 where the caller can put it right by other settings or by waiting, else 1. */
    public int exitCode() {
        return kind == Kind.FAILED || kind == Kind.UNREADABLE || kind == Kind.BAD_BACKUP ? 1 : 2;
    }
}
