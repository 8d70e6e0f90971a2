package io.aurora.inference.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MalformedGoldenTest {
    private static final long MOST_BYTES = 4L << 20;

    /** File and the beginning of what is said about it. */
    private static final Map<String, String> REASONS = Map.of(
            "empty", "must be >= 8: bytes=0",
            "header_length_beyond_file", "must be in [0, 7628]: header_length=1099511627776",
            "header_not_json", "header must be JSON: Unrecognized token 'not'",
            "nan_weight", "must be finite: inp.weight[0]=NaN",
            "negative_shape", "must be a whole number >= 1: inp.weight.shape[0]=-1",
            "overlap", "must not overlap inp.weight, which ends at 1280: inp.bias.data_offsets[0]=1276",
            "short_header", "must be >= 8: bytes=6",
            "size_mismatch", "must be 1280 bytes as its shape says: inp.weight.data_offsets=[0,1284]",
            "trailing_bytes", "must be 6284 as the header says, without bytes behind: data=6288",
            "truncated", "must lie within the 6274 bytes of data: out.bias.data_offsets[1]=6284");

    static Stream<String> files() throws IOException {
        try (Stream<Path> files = Files.list(GoldenNetworks.file("malformed"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void shouldSayWhyAndAllocateLittleWhenAFileIsMalformed(String name) {
        Path file = GoldenNetworks.file("malformed").resolve(name);
        String key = name.replace(".safetensors", "");
        String reason = key.equals("unknown_dtype") ? "must be F32: inp.weight.dtype=Q99" : REASONS.get(key);
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        assertThatExceptionOfType(ModelFileException.class)
                .isThrownBy(() -> SafetensorsFile.read(file))
                .withMessageStartingWith(reason)
                .withMessageEndingWith(", file=" + file);
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(MOST_BYTES);
    }

    @Test
    void shouldKnowEveryMalformedFileWhenTheFolderIsListed() throws IOException {
        assertThat(files()).hasSize(REASONS.size() + 1);
    }
}
