package io.aurora.persistence.bars;

import java.nio.file.Path;

/** A file of bars that cannot be used; the message names the file and what is wrong with it. */
public final class BarFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BarFileException(Path file, String problem) {
        super(file + ": " + problem);
    }

    BarFileException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
