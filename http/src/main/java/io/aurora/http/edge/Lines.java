package io.aurora.http.edge;

import akka.NotUsed;
import akka.japi.function.Creator;
import akka.japi.function.Function;
import akka.stream.javadsl.Flow;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import java.util.ArrayList;
import java.util.List;

/**
 * Cuts bytes into lines, numbered from 1. A line that is too long is reported once and passed over to its end, so that the lines
 * behind it are read as usual. A last line needs no line end; carriage returns before line ends are dropped.
 */
public final class Lines {
    private static final ByteString END = ByteString.fromString("\n");

    private final int maxBytes;
    private ByteString held = ByteString.emptyByteString();
    private boolean skipping;
    private long number = 1;

    /**
     * One line.
     *
     * @param number from 1
     * @param text without its end, empty where too long
     * @param tooLong whether it was longer than allowed
     */
    public record Line(long number, ByteString text, boolean tooLong) {
        public boolean blank() {
            return !tooLong && text.utf8String().isBlank();
        }
    }

    private Lines(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    public static Flow<ByteString, Line, NotUsed> flow(int maxBytes) {
        Creator<Function<ByteString, Iterable<Line>>> splitter = () -> new Lines(maxBytes)::take;
        return Flow.of(ByteString.class).concat(Source.single(END)).statefulMapConcat(splitter);
    }

    private List<Line> take(ByteString chunk) {
        List<Line> lines = new ArrayList<>();
        ByteString rest = chunk;
        for (int end = rest.indexOf((byte) '\n'); end >= 0; end = rest.indexOf((byte) '\n')) {
            close(rest.take(end), lines);
            rest = rest.drop(end + 1);
        }
        if (!skipping) {
            held = held.concat(rest);
            if (held.size() > maxBytes) {
                tooLong(lines);
            }
        }
        return lines;
    }

    private void close(ByteString tail, List<Line> lines) {
        if (!skipping) {
            held = held.concat(tail);
            if (held.size() > maxBytes) {
                tooLong(lines);
            } else {
                lines.add(new Line(number, withoutReturn(held).compact(), false));
            }
        }
        held = ByteString.emptyByteString();
        skipping = false;
        number++;
    }

    private void tooLong(List<Line> lines) {
        lines.add(new Line(number, ByteString.emptyByteString(), true));
        held = ByteString.emptyByteString();
        skipping = true;
    }

    private static ByteString withoutReturn(ByteString line) {
        return !line.isEmpty() && line.last() == (byte) '\r' ? line.dropRight(1) : line;
    }
}
