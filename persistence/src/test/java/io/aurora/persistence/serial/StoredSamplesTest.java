package io.aurora.persistence.serial;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Samples of every stored form under {@code src/test/resources/events/<type>/v<n>.cbor}, with a readable {@code .json} beside.
 *
 * <p>For a NEW version of a form: add its value to {@link StoredSamples} under {@code <type>/v<n>}, run this test once with {@code
 * -Daurora.samples.write=true} and commit the new files. That writes missing files only; a file that is there is never touched,
 * because bytes of that version lie in journals.
 */
class StoredSamplesTest {
    private static final Path FOLDER = Path.of("src/test/resources/events");

    @Test
    void shouldReadTheAssertedValueWhenASampleOfAnyVersionIsRead() throws IOException {
        for (Map.Entry<String, Object> sample : StoredSamples.all().entrySet()) {
            if (Boolean.getBoolean("aurora.samples.write")) {
                write(sample.getKey(), sample.getValue());
            }
            byte[] stored = Files.readAllBytes(FOLDER.resolve(sample.getKey() + ".cbor"));
            assertThat(StoredForms.fromBytes(manifest(sample.getKey()), stored))
                    .as(sample.getKey())
                    .isEqualTo(sample.getValue());
            assertThat(FOLDER.resolve(sample.getKey() + ".json"))
                    .as(sample.getKey())
                    .hasContent(ReadableJson.text(sample.getValue()));
        }
    }

    @Test
    void shouldWriteTheStoredBytesWhenTheVersionIsTheNewest() throws IOException {
        int compared = 0;
        for (Map.Entry<String, Object> sample : StoredSamples.all().entrySet()) {
            if (StoredForms.manifest(sample.getValue()).equals(manifest(sample.getKey()))) {
                assertThat(StoredForms.toBytes(sample.getValue()))
                        .as(sample.getKey())
                        .isEqualTo(Files.readAllBytes(FOLDER.resolve(sample.getKey() + ".cbor")));
                compared++;
            }
        }
        assertThat(compared).isGreaterThanOrEqualTo(StoredForms.manifests().size());
    }

    @Test
    void shouldHaveASampleWhenAFormIsKnown() throws IOException {
        TreeSet<String> sampled = new TreeSet<>();
        StoredSamples.all().keySet().forEach(name -> sampled.add(manifest(name)));
        assertThat(sampled).containsExactlyElementsOf(StoredForms.manifests());
        try (Stream<Path> files = Files.walk(FOLDER)) {
            List<String> names = files.filter(file -> file.toString().endsWith(".cbor"))
                    .map(file -> FOLDER.relativize(file).toString().replace(".cbor", ""))
                    .sorted()
                    .toList();
            assertThat(names)
                    .containsExactlyElementsOf(new TreeSet<>(StoredSamples.all().keySet()));
        }
    }

    private static String manifest(String name) {
        String version = name.substring(name.lastIndexOf("/v") + 2);
        return name.substring(0, name.indexOf('/')) + ":" + version.split("-", -1)[0];
    }

    private static void write(String name, Object value) throws IOException {
        Path cbor = FOLDER.resolve(name + ".cbor");
        if (Files.notExists(cbor)) {
            Files.createDirectories(cbor.getParent());
            Files.write(cbor, StoredForms.toBytes(value));
            Files.writeString(FOLDER.resolve(name + ".json"), ReadableJson.text(value));
        }
    }
}
