package io.aurora.inference.model;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * Header of a safetensors file: tensors in the order of their bytes, which fill the rest of the file without gap or overlap. Everything
 * is held against the size of the file before a value is read.
 */
final class SafetensorsHeader {
    static final String METADATA = "__metadata__";
    static final String DTYPE = "F32";

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** Place of a tensor's values, bytes from the end of the header. */
    record Entry(String name, int[] shape, long begin, long end) {
        int length() {
            return (int) ((end - begin) / Float.BYTES);
        }
    }

    private final Path file;

    private SafetensorsHeader(Path file) {
        this.file = file;
    }

    /**
     * Parses a header.
     *
     * @param dataLength bytes behind it
     * @return entries, ascending
     * @throws ModelFileException where it breaks the format's rules
     */
    static List<Entry> parse(byte[] header, long dataLength, Path file) {
        return new SafetensorsHeader(file).entries(header, dataLength);
    }

    private List<Entry> entries(byte[] header, long dataLength) {
        JsonNode root;
        try {
            root = JSON.readTree(header);
        } catch (JsonProcessingException e) {
            e.clearLocation();
            throw ModelFileException.unreadable("header must be JSON", e, file);
        } catch (IOException e) {
            throw ModelFileException.unreadable("header cannot be read", e, file);
        }
        check(root.isObject(), "must be a JSON object", "header", root.getNodeType());
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, JsonNode> field : root.properties()) {
            if (!field.getKey().equals(METADATA)) {
                entries.add(entry(field.getKey(), field.getValue()));
            }
        }
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        requireCover(entries, dataLength);
        return entries;
    }

    private Entry entry(String name, JsonNode tensor) {
        String dtype = tensor.path("dtype").asText();
        check(dtype.equals(DTYPE), "must be " + DTYPE, name + ".dtype", dtype);
        JsonNode axes = tensor.path("shape");
        check(axes.isArray(), "must be an array", name + ".shape", axes);
        int[] shape = new int[axes.size()];
        long values = 1;
        for (int i = 0; i < shape.length; i++) {
            JsonNode axis = axes.get(i);
            check(axis.isInt() && axis.intValue() >= 1, "must be a whole number >= 1", at(name + ".shape", i), axis);
            shape[i] = axis.intValue();
            values *= shape[i];
            check(values <= Integer.MAX_VALUE, "must have < 2^31 values", name + ".shape", axes);
        }
        JsonNode offsets = tensor.path("data_offsets");
        check(offsets.isArray() && offsets.size() == 2, "must be [begin, end]", name + ".data_offsets", offsets);
        long begin = offset(name, offsets, 0);
        long end = offset(name, offsets, 1);
        check(
                end - begin == values * Float.BYTES,
                "must be " + values * Float.BYTES + " bytes as its shape says",
                name + ".data_offsets",
                offsets);
        return new Entry(name, shape, begin, end);
    }

    private long offset(String name, JsonNode offsets, int i) {
        JsonNode offset = offsets.get(i);
        check(
                offset.isIntegralNumber() && offset.canConvertToLong() && offset.longValue() >= 0,
                "must be a whole number >= 0",
                at(name + ".data_offsets", i),
                offset);
        return offset.longValue();
    }

    private void requireCover(List<Entry> entries, long dataLength) {
        long end = 0;
        String previous = "the header";
        for (Entry entry : entries) {
            String field = entry.name() + ".data_offsets[0]";
            check(
                    entry.begin() >= end,
                    "must not overlap " + previous + ", which ends at " + end,
                    field,
                    entry.begin());
            check(entry.begin() == end, "must leave no gap behind " + previous + " at " + end, field, entry.begin());
            check(
                    entry.end() <= dataLength,
                    "must lie within the " + dataLength + " bytes of data",
                    entry.name() + ".data_offsets[1]",
                    entry.end());
            end = entry.end();
            previous = entry.name();
        }
        check(end == dataLength, "must be " + end + " as the header says, without bytes behind", "data", dataLength);
    }

    private static String at(String field, int i) {
        return field + "[" + i + "]";
    }

    private void check(boolean holds, String rule, String field, Object value) {
        if (!holds) {
            throw ModelFileException.of(rule, field, value, file);
        }
    }
}
