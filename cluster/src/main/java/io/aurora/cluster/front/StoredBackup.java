package io.aurora.cluster.front;

import io.aurora.http.port.BackupSource;
import io.aurora.persistence.backup.Backup;
import io.aurora.persistence.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletionStage;

/** Writes backups into the system's folder for temporary files, from which they are sent and deleted. */
final class StoredBackup implements BackupSource {
    private final Store store;
    private final Clock clock;
    private final Blocking blocking;

    StoredBackup(Store store, Clock clock, Blocking blocking) {
        this.store = store;
        this.clock = clock;
        this.blocking = blocking;
    }

    @Override
    public CompletionStage<Path> write() {
        return blocking.call(this::written);
    }

    private Path written() {
        Path file = empty();
        try {
            Backup.write(store, file, clock.millis());
            return file;
        } catch (RuntimeException e) {
            discard(file);
            throw e;
        }
    }

    private static Path empty() {
        try {
            Path file = Files.createTempFile("aurora-", ".backup.gz");
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void discard(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
