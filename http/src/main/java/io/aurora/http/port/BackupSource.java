package io.aurora.http.port;

import java.nio.file.Path;
import java.util.concurrent.CompletionStage;

/** Backups of the node's store. */
public interface BackupSource {

    /** Writes the store, as it stands at one moment, into a file of its own, which the caller deletes. */
    CompletionStage<Path> write();
}
