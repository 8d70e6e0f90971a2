package io.aurora.inference;

/** The device behind an engine has gone; the worker retires it and its requests are asked elsewhere. */
public final class EngineLostException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public EngineLostException(String message, Throwable cause) {
        super(message, cause);
    }
}
