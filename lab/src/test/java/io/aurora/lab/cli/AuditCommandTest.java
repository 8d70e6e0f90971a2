package io.aurora.lab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import io.aurora.config.StoreSettings;
import io.aurora.lab.audit.StoreJournal;
import io.aurora.lab.audit.TestJournals;
import io.aurora.persistence.journal.JournalLine;
import io.aurora.persistence.journal.JournalRow;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    Path folder;

    private String file;
    private StoreSettings settings;

    @BeforeEach
    void write() throws Exception {
        file = folder.resolve("aurora").toString();
        settings = TestJournals.written(folder.resolve("aurora"), 150, "SIM-1", "SIM-2");
    }

    @Test
    void shouldFindNoDifferenceWhenTheStoreIsAsItWasWritten() throws Exception {
        Cli.Run text = Cli.run("audit", "verify", "--store-file", file);
        Cli.Run json = Cli.run("audit", "verify", "--store-file", file + ".mv.db", "--json");
        Cli.Run alias = Cli.run("replay", "--journal", "--store-file", file);

        assertThat(text.code()).as(text.err()).isZero();
        assertThat(text.out())
                .contains("symbol|SIM-1: 151 events good, head ")
                .contains("2 journals, 302 events, no difference");
        assertThat(JSON.readTree(json.out()).get("good").asBoolean()).isTrue();
        assertThat(alias).isEqualTo(text);
    }

    @Test
    void shouldFailItsVerdictAndNameTheEventWhenAByteIsChanged() throws Exception {
        TestJournals.flip(settings, "symbol|SIM-2", 77, 40);

        Cli.Run run = Cli.run("audit", "verify", "--store-file", file, "--json");

        assertThat(run.code()).isEqualTo(1);
        JsonNode verdict = JSON.readTree(run.out());
        assertThat(verdict.get("good").asBoolean()).isFalse();
        assertThat(verdict.at("/journals/0/finding").isNull()).isTrue();
        assertThat(verdict.at("/journals/1/finding/seq").asLong()).isEqualTo(77);
        assertThat(Cli.run("audit", "verify", "--store-file", file).out())
                .contains("SIM-2: 76 events good, event 77: ");
        assertThat(Cli.run("audit", "verify", "--store-file", file, "--symbol", "SIM-1")
                        .code())
                .isZero();
    }

    @Test
    void shouldNameTheEventBehindTheHoleWhenOneIsDeleted() {
        TestJournals.sql(
                settings, "DELETE FROM event_journal WHERE persistence_id = 'symbol|SIM-1' AND sequence_number = 30");

        Cli.Run run = Cli.run("audit", "verify", "--store-file", file);

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).contains("event 31: sequence").contains("expected=30, found=31");
    }

    @Test
    void shouldWalkThePartitionsWhenAPolicyIsVerified() throws Exception {
        Path loop = folder.resolve("loop");
        StoreSettings there = TestJournals.writtenLoop(loop, 100);

        Cli.Run good = Cli.run("audit", "verify", "--store-file", loop.toString(), "--policy", "default");
        TestJournals.flip(there, "strategist|default.3", 60, 50);
        Cli.Run spoilt = Cli.run("audit", "verify", "--store-file", loop.toString());
        Cli.Run unknown = Cli.run("audit", "verify", "--store-file", loop.toString(), "--policy", "gpu");

        assertThat(good.code()).as(good.out()).isZero();
        assertThat(good.out()).contains("3 journals, 201 events, no difference");
        assertThat(spoilt.code()).isEqualTo(1);
        assertThat(spoilt.out()).contains("strategist|default.3: 59 events good, event 60: ");
        assertThat(unknown.code()).isEqualTo(2);
        assertThat(unknown.err()).contains("--policy=gpu");
    }

    @Test
    void shouldGiveEachSymbolsDigestWhenAsked() throws Exception {
        Cli.Run json = Cli.run("audit", "digest", "--store-file", file, "--json");
        Cli.Run one = Cli.run("audit", "digest", "--store-file", file, "--symbol", "SIM-1");

        JsonNode digests = JSON.readTree(json.out());
        assertThat(digests).hasSize(2);
        assertThat(one.out()).isEqualTo("SIM-1 " + digests.get("SIM-1").asText() + System.lineSeparator());
    }

    @Test
    void shouldPrintAnEventInFullWhenItIsShown() throws Exception {
        Cli.Run opened = Cli.run("audit", "show", "--store-file", file, "--symbol", "SIM-1", "--seq", "1");
        Cli.Run decided = Cli.run("audit", "show", "--store-file", file, "--symbol", "SIM-1", "--seq", "151");
        Cli.Run none = Cli.run("audit", "show", "--store-file", file, "--symbol", "SIM-1", "--seq", "152");

        assertThat(JSON.readTree(opened.out()).at("/event/spec/name").asText()).isEqualTo("SIM-1");
        assertThat(JSON.readTree(decided.out()).at("/event/inputs/bar/close").isNumber())
                .isTrue();
        assertThat(JSON.readTree(decided.out()).get("manifest").asText()).isEqualTo("bar-decided:1");
        assertThat(none.code()).isEqualTo(2);
        assertThat(none.err()).contains("no such event: --symbol=SIM-1, --seq=152");
    }

    @Test
    void shouldSayWhatIsWrongWhenThereIsNoSuchStoreOrSymbol() {
        Cli.Run noFile = Cli.run(
                "audit", "verify", "--store-file", folder.resolve("none").toString());
        Cli.Run noSymbol = Cli.run("audit", "verify", "--store-file", file, "--symbol", "SIM-9");
        Cli.Run noNode = Cli.run("audit", "verify", "--url", "http://127.0.0.1:1");
        Cli.Run badUrl = Cli.run("audit", "verify", "--url", "127.0.0.1:8080");
        Cli.Run both = Cli.run("audit", "verify", "--url", "http://127.0.0.1:1", "--store-file", file);

        assertThat(noFile.code()).isEqualTo(2);
        assertThat(noFile.err()).contains("no store there").hasLineCount(1);
        assertThat(noSymbol.code()).isEqualTo(2);
        assertThat(noSymbol.err()).contains("no journal of this symbol: --symbol=SIM-9, there are [SIM-1, SIM-2]");
        assertThat(noNode.code()).isEqualTo(2);
        assertThat(noNode.err()).contains("is the node running?").hasLineCount(1);
        assertThat(badUrl.code()).isEqualTo(2);
        assertThat(both.code()).isEqualTo(2);
    }

    @Test
    void shouldAuditARunningNodeWhenGivenItsAddress() throws Exception {
        HttpServer node = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        try (StoreJournal journal = new StoreJournal(settings, Map.of())) {
            answer(node, "/symbols", "{\"count\":1,\"symbols\":[{\"name\":\"SIM-1\",\"live\":true}]}");
            try (Stream<JournalRow> rows = journal.events("symbol|SIM-1", 0)) {
                String lines = rows.map(JournalLine::write).collect(Collectors.joining("\n", "", "\n"));
                answer(node, "/symbols/SIM-1/journal", lines);
            }
            node.start();
            String url = "http://127.0.0.1:" + node.getAddress().getPort();

            Cli.Run run = Cli.run("audit", "verify", "--url", url + "/");

            assertThat(run.code()).as(run.err()).isZero();
            assertThat(run.out()).contains("1 journals, 151 events, no difference");
        } finally {
            node.stop(0);
        }
    }

    private static void answer(HttpServer node, String path, String text) {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        node.createContext(path, exchange -> {
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
    }
}
