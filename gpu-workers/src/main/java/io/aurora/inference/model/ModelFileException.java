package io.aurora.inference.model;

import java.nio.file.Path;

/** A model file that is refused; its message reads {@code rule: field=value, file=path}. */
public final class ModelFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private ModelFileException(String message, Throwable cause) {
        super(message, cause);
    }

    static ModelFileException of(String rule, String field, Object value, Path file) {
        return new ModelFileException(rule + ": " + field + "=" + value + ", file=" + file, null);
    }

    /** What a record refused, {@code rule: field=value}, with the file it came from. */
    static ModelFileException of(IllegalArgumentException refused, Path file) {
        return new ModelFileException(refused.getMessage() + ", file=" + file, refused);
    }

    /** What the file system or the JSON parser said. */
    static ModelFileException unreadable(String rule, Exception cause, Path file) {
        String said = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return new ModelFileException(rule + ": " + said + ", file=" + file, cause);
    }
}
