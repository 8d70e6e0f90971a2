package io.aurora.persistence.serial;

import io.aurora.domain.desk.RecordedDeskEvent;
import io.aurora.domain.learning.PolicyOpened;
import io.aurora.domain.learning.RecordedPartitionEvent;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.persistence.PartitionCheckpoint;
import io.aurora.persistence.SymbolCheckpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All stored forms. What is stored is an event of a symbol, of the desk, of a policy or of one of its partitions, or a checkpoint of a
 * symbol or a partition; each is written in the newest version of its type and read in every version there ever was.
 *
 * <p>Writing what was read gives the same bytes, so an audit re-encodes each event and compares. Thread-safe.
 */
public final class StoredForms {
    private static final int EVENT_SIZE = 768;
    private static final SnapshotForm SNAPSHOT = new SnapshotForm();
    private static final Map<String, Form<?>> FORMS = forms();

    private StoredForms() {}

    private static Map<String, Form<?>> forms() {
        List<Form<?>> all = new ArrayList<>(SymbolForms.all());
        all.addAll(DeskForms.all());
        all.addAll(PartitionForms.all());
        all.add(PolicyForms.OPENED);
        all.add(PolicyForms.SNAPSHOT);
        all.add(SNAPSHOT);
        Map<String, Form<?>> byManifest = new TreeMap<>();
        all.forEach(form -> byManifest.put(form.manifest(), form));
        return byManifest;
    }

    /** Every manifest this program reads, sorted. */
    public static List<String> manifests() {
        return List.copyOf(FORMS.keySet());
    }

    /** Manifest under which {@code value} is written. */
    public static String manifest(Object value) {
        return newest(value).manifest();
    }

    /** Stored bytes of {@code value}. */
    public static byte[] toBytes(Object value) {
        return write(newest(value), value);
    }

    @SuppressWarnings("unchecked")
    private static <T> byte[] write(Form<T> form, Object value) {
        try (WireOut to = new WireOut(EVENT_SIZE)) {
            form.write(to, (T) value);
            return to.toBytes();
        }
    }

    private static Form<?> newest(Object value) {
        if (value instanceof RecordedEvent recorded) {
            return SymbolForms.formOf(recorded.event());
        } else if (value instanceof RecordedDeskEvent recorded) {
            return DeskForms.formOf(recorded.event());
        } else if (value instanceof SymbolCheckpoint) {
            return SNAPSHOT;
        }
        return ofLearning(value);
    }

    private static Form<?> ofLearning(Object value) {
        if (value instanceof RecordedPartitionEvent recorded) {
            return PartitionForms.formOf(recorded.event());
        } else if (value instanceof PolicyOpened) {
            return PolicyForms.OPENED;
        } else if (value instanceof PartitionCheckpoint) {
            return PolicyForms.SNAPSHOT;
        }
        throw new StoredFormException("no stored form for " + value.getClass().getName());
    }

    /**
     * The value behind stored bytes.
     *
     * @throws StoredFormException where the manifest is not known or the bytes are not of its form; a caller that knows the sequence
     *     number adds it
     */
    public static Object fromBytes(String manifest, byte[] bytes) {
        Form<?> form = FORMS.get(manifest);
        if (form == null) {
            throw unknown(manifest);
        }
        try (WireIn from = new WireIn(bytes)) {
            Object value = form.read(from);
            from.end();
            return value;
        } catch (IOException | RuntimeException e) {
            throw new StoredFormException("stored bytes of " + manifest + " cannot be read: " + e.getMessage(), e);
        }
    }

    private static StoredFormException unknown(String manifest) {
        int colon = manifest.lastIndexOf(':');
        String type = colon < 0 ? manifest : manifest.substring(0, colon);
        int highest = FORMS.values().stream()
                .filter(form -> form.type().equals(type))
                .mapToInt(Form::version)
                .max()
                .orElse(0);
        return new StoredFormException(
                highest == 0
                        ? "unknown type of stored event: manifest=" + manifest
                        : "stored by a newer release: manifest=" + manifest + ", highest version known=" + highest);
    }
}
