package io.aurora.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.aurora.lab.audit.TestJournals;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackupCommandTest {
    @TempDir
    Path folder;

    private String file;
    private Path backup;

    @BeforeEach
    void write() throws Exception {
        TestJournals.written(folder.resolve("aurora"), 100, "SIM-1");
        file = folder.resolve("aurora").toString();
        backup = folder.resolve("aurora.backup.gz");
    }

    @Test
    void shouldGiveTheSameJournalWhenABackupIsRestored() throws Exception {
        String restored = folder.resolve("restored").toString();

        Cli.Run saved = Cli.run("backup", "--store-file", file, "--out", backup.toString(), "--json");
        Cli.Run filled = Cli.run("restore", "--in", backup.toString(), "--store-file", restored, "--json");

        assertThat(saved.code()).as(saved.err()).isZero();
        assertThat(filled.code()).as(filled.err()).isZero();
        assertThat(new ObjectMapper().readTree(filled.out())).isEqualTo(new ObjectMapper().readTree(saved.out()));
        assertThat(Cli.run("audit", "verify", "--store-file", restored))
                .isEqualTo(Cli.run("audit", "verify", "--store-file", file));
    }

    @Test
    void shouldRefuseAStoreThatHoldsAnythingWhenRestoring() {
        Cli.run("backup", "--store-file", file, "--out", backup.toString());

        Cli.Run run = Cli.run("restore", "--in", backup.toString(), "--store-file", file);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err())
                .contains("a backup is restored into an empty store only")
                .hasLineCount(1);
    }

    @Test
    void shouldSayWhatIsWrongWhenTheFileIsMissingOrCut() throws Exception {
        Cli.run("backup", "--store-file", file, "--out", backup.toString());
        byte[] bytes = Files.readAllBytes(backup);
        Files.write(backup, Arrays.copyOf(bytes, bytes.length - 40));

        Cli.Run cut = Cli.run(
                "restore",
                "--in",
                backup.toString(),
                "--store-file",
                folder.resolve("new").toString());
        Cli.Run none = Cli.run(
                "restore",
                "--in",
                "none.gz",
                "--store-file",
                folder.resolve("new").toString());
        Cli.Run node = Cli.run("restore", "--in", backup.toString(), "--url", "http://127.0.0.1:1");

        assertThat(cut.code()).isEqualTo(1);
        assertThat(cut.err()).contains("cut off");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("no such file, or not readable: --in=none.gz");
        assertThat(node.code()).isEqualTo(2);
    }

    @Test
    void shouldFetchACheckedBackupWhenGivenARunningNode() throws Exception {
        Cli.run("backup", "--store-file", file, "--out", backup.toString());
        byte[] whole = Files.readAllBytes(backup);
        Path fetched = folder.resolve("fetched.gz");
        HttpServer node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        byte[][] body = {whole};
        node.createContext("/backup", exchange -> {
            exchange.sendResponseHeaders(200, body[0].length);
            exchange.getResponseBody().write(body[0]);
            exchange.close();
        });
        node.start();
        try {
            String url = "http://127.0.0.1:" + node.getAddress().getPort();

            Cli.Run good = Cli.run("backup", "--url", url, "--out", fetched.toString());
            body[0] = Arrays.copyOf(whole, whole.length / 2);
            Cli.Run cut = Cli.run(
                    "backup", "--url", url, "--out", folder.resolve("cut.gz").toString());

            assertThat(good.code()).as(good.err()).isZero();
            assertThat(fetched).hasBinaryContent(whole);
            assertThat(cut.code()).isEqualTo(1);
            assertThat(folder.resolve("cut.gz")).doesNotExist();
            assertThat(folder.resolve("cut.gz.part")).doesNotExist();
        } finally {
            node.stop(0);
        }
        assertThat(Cli.run("backup", "--url", "http://127.0.0.1:1", "--out", fetched.toString())
                        .code())
                .isEqualTo(2);
    }
}
