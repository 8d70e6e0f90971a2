package io.aurora.http.resource;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.headers.ContentDisposition;
import akka.http.javadsl.model.headers.ContentDispositionTypes;
import akka.stream.javadsl.FileIO;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemKind;
import io.aurora.http.port.BackupSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The store of a running node as one file. One backup is written at a time. */
public final class BackupResource {
    private static final Logger LOG = LoggerFactory.getLogger(BackupResource.class);

    private static final ContentType GZIP = ContentTypes.create(MediaTypes.applicationBinary("gzip", false));

    private final BackupSource backups;
    private final AtomicBoolean writing = new AtomicBoolean();

    public BackupResource(BackupSource backups) {
        this.backups = backups;
    }

    public List<Endpoint> endpoints() {
        return List.of(Endpoint.get("/backup", this::backup).asPatient());
    }

    private CompletionStage<HttpResponse> backup(Call call) {
        if (!writing.compareAndSet(false, true)) {
            throw Problem.of(ProblemKind.UNAVAILABLE, "another backup is being written")
                    .exception();
        }
        return backups.write()
                .whenComplete((file, failure) -> writing.set(false))
                .thenApply(BackupResource::sent);
    }

    private static HttpResponse sent(Path file) {
        Source<ByteString, ?> bytes = FileIO.fromPath(file)
                .mapMaterializedValue(read -> read.whenComplete((result, failure) -> delete(file)));
        return HttpResponse.create()
                .addHeader(ContentDisposition.create(
                        ContentDispositionTypes.ATTACHMENT, Map.of("filename", "aurora.backup.gz")))
                .withEntity(HttpEntities.create(GZIP, bytes));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("a sent backup cannot be deleted: file={}", file, e);
        }
    }
}
