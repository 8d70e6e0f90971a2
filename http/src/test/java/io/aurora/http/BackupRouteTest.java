package io.aurora.http;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupRouteTest {
    private static final ActorTestKit KIT = ActorTestKit.create();

    @TempDir
    Path folder;

    private Front front;

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    @BeforeEach
    void start() {
        front = new Front(KIT);
    }

    @Test
    void shouldSendTheFileAndDeleteItWhenABackupIsWritten() throws Exception {
        Path file = Files.writeString(folder.resolve("b.gz"), "bytes of a backup");
        front.backup.complete(file);

        HttpResponse response = front.call(HttpRequest.GET("/backup"));

        assertThat(response.status().intValue()).isEqualTo(200);
        assertThat(response.entity().getContentType().toString()).isEqualTo("application/gzip");
        assertThat(front.text(response)).isEqualTo("bytes of a backup");
        KIT.createTestProbe().awaitAssert(Duration.ofSeconds(5), () -> {
            assertThat(file).doesNotExist();
            return null;
        });
    }

    @Test
    void shouldTurnASecondBackupAwayWhileOneIsWritten() throws Exception {
        CompletableFuture<HttpResponse> first =
                CompletableFuture.supplyAsync(() -> front.call(HttpRequest.GET("/backup")));
        KIT.createTestProbe().awaitAssert(Duration.ofSeconds(5), () -> {
            assertThat(front.backupsAsked).isEqualTo(1);
            return null;
        });

        Front.Reply second = front.get("/backup");

        assertThat(second.status()).isEqualTo(503);
        assertThat(second.body().get("detail").asText()).isEqualTo("another backup is being written");
        front.backup.complete(Files.writeString(folder.resolve("b.gz"), "bytes"));
        assertThat(first.get().status().intValue()).isEqualTo(200);
        front.text(first.get());
    }
}
