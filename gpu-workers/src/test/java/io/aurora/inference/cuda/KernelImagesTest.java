package io.aurora.inference.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The compiled kernels in the tree are those of the sources in the tree. */
class KernelImagesTest {
    private static final Path SOURCES = Path.of("src/main/cuda");
    private static final Path IMAGES = Path.of("src/main/resources/cuda");
    private static final String MANIFEST = "manifest.sha256";

    @Test
    void shouldBeMadeFromTheseSourcesWhenHashesAreCompared() throws IOException {
        Map<String, String> written = new TreeMap<>();
        for (String line : Files.readAllLines(IMAGES.resolve(MANIFEST))) {
            written.put(line.substring(line.lastIndexOf(' ') + 1), line.substring(0, line.indexOf(' ')));
        }
        Map<String, String> found = new TreeMap<>(hashes(SOURCES));
        found.putAll(hashes(IMAGES));

        assertThat(written)
                .as("compiled kernels are out of date: ./mvnw -Pcuda -pl gpu-workers -am -Dquick -DskipTests package")
                .isEqualTo(found);
    }

    private static Map<String, String> hashes(Path folder) throws IOException {
        Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(f -> !f.endsWith(MANIFEST)).toList()) {
                hashes.put(file.getFileName().toString(), sha256(Files.readAllBytes(file)));
            }
        }
        return hashes;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void shouldHoldEveryKernelAndTheFlagsOfTheArithmeticWhenRead() throws IOException {
        String ptx = new String(KernelImages.read(KernelImages.PTX), StandardCharsets.US_ASCII);
        String flags = Files.readString(SOURCES.resolve("nvcc.flags"));

        for (Kernel kernel : Kernel.values()) {
            assertThat(ptx).contains(".entry " + kernel.symbol() + "(");
        }
        assertThat(ptx)
                .contains(".entry fma_loop(", ".entry read_loop(", ".target sm_75")
                .endsWith("\0");
        // Division and roots are correctly rounded and nothing flushes subnormal numbers.
        assertThat(ptx)
                .contains("div.rn.f32", "sqrt.rn.f32")
                .doesNotContain(".ftz", "div.full", "div.approx", "sqrt.approx");
        // Without .rn the driver's compiler could fuse a product and a sum.
        assertThat(ptx).contains("mul.rn.f32", "add.rn.f32").doesNotContain("mul.f32", "add.f32", "sub.f32", "mad.f32");
        assertThat(flags).contains("-fmad=false", "-ftz=false", "-prec-div=true", "-prec-sqrt=true");
        for (int chip : KernelImages.MACHINE_CODE) {
            assertThat(KernelImages.read("kernels_sm_" + chip + ".cubin")).startsWith(0x7f, 'E', 'L', 'F');
        }
    }

    @Test
    void shouldLayOutOperationsAsTheKernelsDoWhenWritten() {
        Program program = Program.of(SameBits.router(8));

        assertThat(program.opBytes().remaining()).isEqualTo(program.ops().size() * Op.BYTES);
        assertThat(program.weights())
                .allMatch(block -> block.offset() % Program.PADDING == 0 && block.length() % Program.PADDING == 0);
    }
}
