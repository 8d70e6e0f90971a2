package io.aurora.persistence.serial;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.aurora.domain.settings.CanonicalSettings;
import io.aurora.domain.settings.Profile;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Stored values for people: every record component by name in snake_case, bytes in hexadecimal digits, absent values as null, a profile
 * as the lines of its canonical text. For reading only; nothing is ever read back from it.
 */
public final class ReadableJson {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ReadableJson() {}

    /** Indented text of {@code value}. */
    public static String text(Object value) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree(value)) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain nodes can be written", e);
        }
    }

    /** {@code value} as a tree. */
    public static JsonNode tree(Object value) {
        if (value == null) {
            return NODES.nullNode();
        } else if (value instanceof Optional<?> maybe) {
            return tree(maybe.orElse(null));
        } else if (value instanceof OptionalDouble maybe) {
            return maybe.isPresent() ? tree(maybe.getAsDouble()) : NODES.nullNode();
        } else if (value instanceof OptionalLong maybe) {
            return maybe.isPresent() ? tree(maybe.getAsLong()) : NODES.nullNode();
        } else if (value instanceof Profile profile) {
            return list(CanonicalSettings.text(profile).lines().toList());
        } else if (value instanceof Iterable<?> items) {
            return list(items);
        } else if (value instanceof Record fields) {
            return fields(fields);
        }
        return leaf(value);
    }

    private static JsonNode leaf(Object value) {
        if (value instanceof Double number) {
            return number.isInfinite() || number.isNaN() ? NODES.textNode(number.toString()) : NODES.numberNode(number);
        } else if (value instanceof Number number) {
            return NODES.numberNode(number.longValue());
        } else if (value instanceof Boolean flag) {
            return NODES.booleanNode(flag);
        } else if (value instanceof byte[] bytes) {
            return NODES.textNode(HexFormat.of().formatHex(bytes));
        } else if (value instanceof float[] floats) {
            ArrayNode array = NODES.arrayNode();
            for (float number : floats) {
                array.add(number);
            }
            return array;
        } else if (value instanceof double[] doubles) {
            return list(Arrays.stream(doubles).boxed().toList());
        }
        return NODES.textNode(value.toString());
    }

    private static ArrayNode list(Iterable<?> items) {
        ArrayNode array = NODES.arrayNode();
        items.forEach(item -> array.add(tree(item)));
        return array;
    }

    private static ObjectNode fields(Record value) {
        ObjectNode object = NODES.objectNode();
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            try {
                object.set(
                        snakeCase(component.getName()),
                        tree(component.getAccessor().invoke(value)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalArgumentException("cannot be read: component=" + component, e);
            }
        }
        return object;
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
