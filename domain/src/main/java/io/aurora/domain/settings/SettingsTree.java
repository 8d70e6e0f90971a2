package io.aurora.domain.settings;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * Settings records seen as a tree of dotted paths. A component's path is its {@link Key}, else its name in snake_case; a
 * {@code long} or {@code OptionalLong} whose name ends in {@code Ms} is a duration, a {@code long} whose name ends in {@code Bytes}
 * is a size, and both lose that ending; a component that is itself a record is a section. The records are the one list of keys: configuration, canonical text and documentation all walk this tree, in the order
 * of declaration. Costs one reflective walk: for starts and settings changes, not for a bar.
 */
public final class SettingsTree {
    private static final String MILLIS = "Ms";
    private static final String BYTES = "Bytes";

    private SettingsTree() {}

    /**
     * A setting.
     *
     * @param path dotted path from the root record
     * @param component component that holds it
     */
    public record Leaf(String path, RecordComponent component) {
        /** Declared class; primitives stay primitive. */
        public Class<?> type() {
            return component.getType();
        }

        /** Whether it is milliseconds written as a duration. */
        public boolean isMillis() {
            return endsWith(component, MILLIS);
        }

        /** Whether it is bytes written as a size. */
        public boolean isBytes() {
            return endsWith(component, BYTES);
        }
    }

    /** All settings of a record type. */
    public static List<Leaf> leaves(Class<? extends Record> root) {
        List<Leaf> leaves = new ArrayList<>();
        collect(root, "", leaves);
        return List.copyOf(leaves);
    }

    /** Values by path, in the order of declaration. */
    public static Map<String, Object> values(Record root) {
        Map<String, Object> values = new LinkedHashMap<>();
        collect(root, "", values);
        return values;
    }

    /**
     * Builds the record from its leaves' values.
     *
     * @param value value of a leaf, of the component's own type
     * @throws IllegalArgumentException where a compact constructor refuses, with its message
     */
    public static <R extends Record> R build(Class<R> root, Function<Leaf, Object> value) {
        return build(root, value, (prefix, refusal) -> {
                    throw refusal;
                })
                .orElseThrow();
    }

    /**
     * Builds the record and goes on past refusals, so that sections beside a refused one are checked too.
     *
     * @param refused gets the path of the refused section ({@code ""} for the root) and the constructor's refusal
     * @return absent where any section was refused
     */
    public static <R extends Record> Optional<R> build(
            Class<R> root, Function<Leaf, Object> value, BiConsumer<String, IllegalArgumentException> refused) {
        return Optional.ofNullable(root.cast(make(root, "", value, refused)));
    }

    private static Object make(
            Class<?> type,
            String prefix,
            Function<Leaf, Object> value,
            BiConsumer<String, IllegalArgumentException> refused) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = new Object[components.length];
        boolean complete = true;
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            String path = join(prefix, key(component));
            arguments[i] = component.getType().isRecord()
                    ? make(component.getType(), path, value, refused)
                    : value.apply(new Leaf(path, component));
            complete &= arguments[i] != null;
        }
        if (!complete) {
            return null;
        }
        try {
            return canonical(type, components).newInstance(arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IllegalArgumentException refusal) {
                refused.accept(prefix, refusal);
                return null;
            }
            throw new IllegalStateException("constructor failed: type=" + type.getName(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("not a public record: type=" + type.getName(), e);
        }
    }

    private static Constructor<?> canonical(Class<?> type, RecordComponent[] components) throws NoSuchMethodException {
        return type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
    }

    private static void collect(Class<?> type, String prefix, List<Leaf> leaves) {
        for (RecordComponent component : type.getRecordComponents()) {
            String path = join(prefix, key(component));
            if (component.getType().isRecord()) {
                collect(component.getType(), path, leaves);
            } else {
                leaves.add(new Leaf(path, component));
            }
        }
    }

    private static void collect(Record section, String prefix, Map<String, Object> values) {
        for (RecordComponent component : section.getClass().getRecordComponents()) {
            String path = join(prefix, key(component));
            Object value = read(section, component);
            if (value instanceof Record nested) {
                collect(nested, path, values);
            } else {
                values.put(path, value);
            }
        }
    }

    private static Object read(Record section, RecordComponent component) {
        try {
            return component.getAccessor().invoke(section);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("unreadable component: name=" + component.getName(), e);
        }
    }

    private static String key(RecordComponent component) {
        Key key = component.getAnnotation(Key.class);
        if (key != null) {
            return key.value();
        }
        String name = component.getName();
        for (String unit : List.of(MILLIS, BYTES)) {
            if (endsWith(component, unit)) {
                return snake(name.substring(0, name.length() - unit.length()));
            }
        }
        return snake(name);
    }

    private static boolean endsWith(RecordComponent component, String unit) {
        Class<?> type = component.getType();
        return (type == long.class || type == OptionalLong.class)
                && component.getName().endsWith(unit);
    }

    private static String snake(String name) {
        StringBuilder text = new StringBuilder();
        for (char c : name.toCharArray()) {
            if (Character.isUpperCase(c)) {
                text.append('_').append(Character.toLowerCase(c));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private static String join(String prefix, String key) {
        return prefix.isEmpty() ? key : prefix + "." + key;
    }
}
