package io.aurora.persistence.bars;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A file in the making: written beside its place under a hidden name and moved there when done, with the permissions any new file
 * gets. A link stays, the file it points to is replaced. A device or a pipe is written to directly, for it must not be replaced.
 */
final class Draft {
    private final Path target;
    private final Path written;

    private Draft(Path target, Path written) {
        this.target = target;
        this.written = written;
    }

    static Draft of(Path file) throws IOException {
        Path target = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        if (Files.isDirectory(target)) {
            throw new BarFileException(file, "is a folder");
        }
        Path folder = target.getParent();
        if (folder == null || !Files.isDirectory(folder)) {
            throw new BarFileException(file, "no such folder: " + folder);
        }
        boolean special = Files.exists(target) && !Files.isRegularFile(target);
        Path beside = folder.resolve("." + target.getFileName() + "." + UUID.randomUUID() + ".part");
        return new Draft(target, special ? target : beside);
    }

    OutputStream open() throws IOException {
        return written.equals(target)
                ? Files.newOutputStream(written, StandardOpenOption.WRITE)
                : Files.newOutputStream(written, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    void publish() throws IOException {
        if (!written.equals(target)) {
            Files.move(written, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Removes what was written and not published. */
    void discard() throws IOException {
        if (!written.equals(target)) {
            Files.deleteIfExists(written);
        }
    }
}
