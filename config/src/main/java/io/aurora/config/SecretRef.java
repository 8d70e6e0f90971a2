package io.aurora.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where a secret lies: {@code file:PATH} or {@code env:NAME}. It never holds the secret, and prints as {@code ***}. */
public final class SecretRef {
    private static final String FILE = "file:";
    private static final String ENV = "env:";

    private final String reference;

    private SecretRef(String reference) {
        this.reference = reference;
    }

    /** Reads a reference; absent where the text is none, so that a literal secret is never kept or shown. */
    public static Optional<SecretRef> parse(String text) {
        boolean good = text.startsWith(FILE) && text.length() > FILE.length()
                || text.startsWith(ENV) && text.length() > ENV.length();
        return good ? Optional.of(new SecretRef(text)) : Optional.empty();
    }

    /**
     * The secret itself, a file's without its last line break.
     *
     * @throws IllegalArgumentException where the file cannot be read or the variable is not set; names the reference only
     */
    public String read(Map<String, String> env) {
        if (reference.startsWith(ENV)) {
            String value = env.get(reference.substring(ENV.length()));
            if (value == null) {
                throw new IllegalArgumentException("variable must be set: secret=" + reference);
            }
            return value;
        }
        try {
            return Files.readString(Path.of(reference.substring(FILE.length()))).stripTrailing();
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "file must be readable: secret=" + reference, new UncheckedIOException(e));
        }
    }

    /** The reference, which is no secret, for messages about the place itself. */
    public String reference() {
        return reference;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SecretRef that && reference.equals(that.reference);
    }

    @Override
    public int hashCode() {
        return reference.hashCode();
    }

    @Override
    public String toString() {
        return "***";
    }
}
