package io.aurora.cluster.bench.decisions;

import io.aurora.cluster.bench.Percentiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The limit that no journal on this disk can pass: appends of an event's size to a file, one by one and in groups. */
final class BareAppend {
    private static final int EVENT_BYTES = 300;
    private static final int GROUP = 100;

    private BareAppend() {}

    /** Events a second in {@code folder}, each way for {@code time}. */
    static Map<String, Object> rates(Path folder, Duration time) throws IOException {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("event_bytes", EVENT_BYTES);
        figures.put("written_events_per_s", rate(folder, time, 1, false));
        figures.put("forced_events_per_s", rate(folder, time, 1, true));
        figures.put("forced_events_per_s_in_groups_of_" + GROUP, rate(folder, time, GROUP, true));
        return figures;
    }

    private static double rate(Path folder, Duration time, int group, boolean force) throws IOException {
        Path file = Files.createTempFile(folder, "append", ".bin");
        long events = 0;
        long started = System.nanoTime();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(EVENT_BYTES * group);
            while (System.nanoTime() - started < time.toNanos()) {
                bytes.rewind();
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                if (force) {
                    channel.force(false);
                }
                events += group;
            }
        } finally {
            Files.delete(file);
        }
        return Percentiles.round(events * (double) TimeUnit.SECONDS.toNanos(1) / (System.nanoTime() - started));
    }
}
