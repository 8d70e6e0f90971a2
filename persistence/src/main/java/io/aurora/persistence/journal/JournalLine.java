package io.aurora.persistence.journal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;

/**
 * A row of the journal as one line of JSON: {@code persistence_id}, {@code seq}, {@code ordering}, {@code written_at} (epoch
 * milliseconds), {@code manifest}, and {@code payload}, the stored bytes in base64. Further members are ignored.
 */
public final class JournalLine {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private JournalLine() {}

    /** The line, without a line break. */
    public static String write(JournalRow row) {
        return MAPPER.createObjectNode()
                .put("persistence_id", row.persistenceId())
                .put("seq", row.sequenceNr())
                .put("ordering", row.ordering())
                .put("written_at", row.writtenAtMs())
                .put("manifest", row.manifest())
                .put("payload", Base64.getEncoder().encodeToString(row.payload()))
                .toString();
    }

    /**
     * The row of a line.
     *
     * @param number number of the line, for messages
     * @throws IllegalArgumentException where it is none
     */
    public static JournalRow parse(String line, long number) {
        try {
            JsonNode node = MAPPER.readTree(line);
            return new JournalRow(
                    integer(node, "ordering", number),
                    text(node, "persistence_id", number),
                    integer(node, "seq", number),
                    integer(node, "written_at", number),
                    text(node, "manifest", number),
                    Base64.getDecoder().decode(text(node, "payload", number)));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("must be a line of a journal: line=" + number, e);
        }
    }

    private static long integer(JsonNode node, String field, long number) {
        JsonNode value = node.path(field);
        if (!value.canConvertToLong()) {
            throw new IllegalArgumentException("must be a whole number: line=" + number + ", field=" + field);
        }
        return value.longValue();
    }

    private static String text(JsonNode node, String field, long number) {
        JsonNode value = node.path(field);
        if (!value.isTextual()) {
            throw new IllegalArgumentException("must be a text: line=" + number + ", field=" + field);
        }
        return value.textValue();
    }
}
