package io.aurora.persistence.serial;

/** Stored bytes that cannot be read, or a manifest this program does not know; the message names the manifest. */
public final class StoredFormException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StoredFormException(String message) {
        super(message);
    }

    StoredFormException(String message, Throwable cause) {
        super(message, cause);
    }
}
