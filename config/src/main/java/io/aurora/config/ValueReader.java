package io.aurora.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.aurora.domain.settings.SettingsTree.Leaf;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Turns one configuration value into its component's type; anything else is refused with what was expected. */
final class ValueReader {
    private static final String AUTO = "auto";

    private ValueReader() {}

    /** A value that is not of its type; the message is what was expected. */
    static final class Mismatch extends Exception {
        private static final long serialVersionUID = 1L;

        Mismatch(String expected) {
            super(expected);
        }
    }

    static Object read(Leaf leaf, ConfigValue value) throws Mismatch {
        Type generic = leaf.component().getGenericType();
        if (leaf.type() == List.class) {
            return list(argument(generic), value);
        }
        if (leaf.type() == OptionalDouble.class) {
            return isAuto(value) ? OptionalDouble.empty() : OptionalDouble.of(number(value, "a number or auto"));
        }
        if (leaf.type() == OptionalLong.class) {
            return isAuto(value)
                    ? OptionalLong.empty()
                    : OptionalLong.of(duration(value).toMillis());
        }
        if (leaf.type() == Optional.class) {
            return optional(argument(generic), value);
        }
        return leaf.type() == long.class ? whole(leaf, value) : scalar(leaf.type(), value);
    }

    private static Object whole(Leaf leaf, ConfigValue value) throws Mismatch {
        if (leaf.isMillis()) {
            return duration(value).toMillis();
        }
        return leaf.isBytes() ? bytes(value) : integer(value, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private static Object scalar(Class<?> type, ConfigValue value) throws Mismatch {
        if (type == double.class) {
            return number(value, "a number");
        }
        if (type == int.class) {
            return (int) integer(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
        }
        if (type == boolean.class) {
            return flag(value);
        }
        if (type == Duration.class) {
            return duration(value);
        }
        return type.isEnum() ? constant(type, text(value)) : text(value);
    }

    private static List<?> list(Class<?> element, ConfigValue value) throws Mismatch {
        if (!(value instanceof ConfigList list)) {
            throw new Mismatch("a list, for instance [a, b]");
        }
        Object[] items = new Object[list.size()];
        for (int i = 0; i < items.length; i++) {
            items[i] =
                    element == Double.class ? number(list.get(i), "a list of numbers") : scalar(element, list.get(i));
        }
        return List.of(items);
    }

    private static Optional<?> optional(Class<?> element, ConfigValue value) throws Mismatch {
        String text = text(value);
        if (text.isEmpty() || element == String.class) {
            return Optional.of(text).filter(t -> !t.isEmpty());
        }
        Optional<SecretRef> secret = SecretRef.parse(text);
        if (secret.isEmpty()) {
            throw new Mismatch("a reference file:PATH or env:NAME");
        }
        return secret;
    }

    private static double number(ConfigValue value, String expected) throws Mismatch {
        if (value.valueType() == ConfigValueType.NUMBER) {
            return ((Number) value.unwrapped()).doubleValue();
        }
        try {
            return Double.parseDouble(text(value));
        } catch (NumberFormatException e) {
            throw new Mismatch(expected);
        }
    }

    private static long integer(ConfigValue value, long low, long high) throws Mismatch {
        double number = number(value, "a whole number");
        if (number != Math.rint(number) || number < low || number > high) {
            throw new Mismatch("a whole number");
        }
        return value.unwrapped() instanceof Number exact ? exact.longValue() : (long) number;
    }

    private static boolean flag(ConfigValue value) throws Mismatch {
        if (value.unwrapped() instanceof Boolean flag) {
            return flag;
        }
        String text = text(value).toLowerCase(Locale.ROOT);
        if (List.of("true", "on", "yes").contains(text)) {
            return true;
        }
        if (List.of("false", "off", "no").contains(text)) {
            return false;
        }
        throw new Mismatch("on or off");
    }

    private static Duration duration(ConfigValue value) throws Mismatch {
        try {
            return single(value).getDuration("x");
        } catch (ConfigException e) {
            throw new Mismatch("a duration, for instance 500 ms");
        }
    }

    private static long bytes(ConfigValue value) throws Mismatch {
        try {
            return single(value).getBytes("x");
        } catch (ConfigException e) {
            throw new Mismatch("a size, for instance 64 KiB");
        }
    }

    private static Config single(ConfigValue value) {
        return value.atKey("x");
    }

    private static Object constant(Class<?> type, String text) throws Mismatch {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equalsIgnoreCase(text)) {
                return constant;
            }
        }
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                .toList();
        throw new Mismatch("one of " + String.join(", ", names) + NearMiss.hint(text, names));
    }

    private static String text(ConfigValue value) throws Mismatch {
        switch (value.valueType()) {
            case STRING, NUMBER, BOOLEAN:
                return value.unwrapped().toString();
            case LIST, NULL, OBJECT:
            default:
                throw new Mismatch("a single value");
        }
    }

    private static boolean isAuto(ConfigValue value) {
        return AUTO.equals(value.unwrapped());
    }

    private static Class<?> argument(Type generic) {
        return (Class<?>) ((ParameterizedType) generic).getActualTypeArguments()[0];
    }
}
