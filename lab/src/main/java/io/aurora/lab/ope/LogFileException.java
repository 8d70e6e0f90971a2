package io.aurora.lab.ope;

/** A log that cannot be read or asked; its message names the file and says why. */
public final class LogFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public LogFileException(String message) {
        super(message);
    }

    public LogFileException(String message, Throwable cause) {
        super(message, cause);
    }
}
