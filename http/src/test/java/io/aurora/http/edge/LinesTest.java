package io.aurora.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.stream.javadsl.Sink;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LinesTest {
    private static final ActorTestKit KIT = ActorTestKit.create();
    private static final int MAX = 8;

    @AfterAll
    static void stop() {
        KIT.shutdownTestKit();
    }

    private static List<String> cut(List<String> chunks) {
        try {
            return Source.from(chunks)
                    .map(ByteString::fromString)
                    .via(Lines.flow(MAX))
                    .map(line -> line.number() + ":"
                            + (line.tooLong() ? "!" : line.text().utf8String()))
                    .runWith(Sink.seq(), KIT.system())
                    .toCompletableFuture()
                    .get(10, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldNumberLinesAndPassOverTooLongOnes() {
        assertThat(cut(List.of("a\nbb\r\n\n123456789012\n12345678\nlast")))
                .containsExactly("1:a", "2:bb", "3:", "4:!", "5:12345678", "6:last");
    }

    @Test
    void shouldReportALineThatNeverEndsOnceAndBeforeItsEnd() {
        assertThat(cut(List.of("12345", "6789", "more", "and more"))).containsExactly("1:!");
    }

    @Test
    void shouldGiveTheSameLinesHoweverTheBytesArrive() {
        String text = "a\nbb\r\n\n123456789012\n12345678\n\r\nlast";
        List<String> whole = cut(List.of(text));
        for (int seed = 0; seed < 50; seed++) {
            Random random = new Random(seed);
            List<String> pieces = new ArrayList<>();
            for (int at = 0; at < text.length(); ) {
                int end = Math.min(text.length(), at + 1 + random.nextInt(7));
                pieces.add(text.substring(at, end));
                at = end;
            }
            assertThat(cut(pieces)).as("seed=" + seed).isEqualTo(whole);
        }
    }

    @Test
    void shouldGiveOneEmptyLineWhenThereIsNothing() {
        assertThat(cut(List.of())).containsExactly("1:");
    }
}
