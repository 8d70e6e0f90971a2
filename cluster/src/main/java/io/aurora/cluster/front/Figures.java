package io.aurora.cluster.front;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * Records of the domain as maps of plain values, for readers: names in snake_case, guards by their codes, enums by their names, arrays
 * and recurrent state left to their length, absent values left out.
 */
final class Figures {
    private Figures() {}

    static Map<String, Object> of(Record holder) {
        Map<String, Object> figures = new LinkedHashMap<>();
        for (RecordComponent component : holder.getClass().getRecordComponents()) {
            plain(value(component, holder)).ifPresent(value -> figures.put(snake(component.getName()), value));
        }
        return figures;
    }

    private static Optional<Object> plain(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.flatMap(Figures::plain);
        } else if (value instanceof OptionalDouble optional) {
            return optional.isPresent() ? plain(optional.getAsDouble()) : Optional.empty();
        } else if (value instanceof Double number && !Double.isFinite(number)) {
            return Optional.of(number.toString());
        } else if (value instanceof io.aurora.domain.acceptance.GuardSet guards) {
            return Optional.of(guards.codes(""));
        } else if (value instanceof Record nested) {
            return Optional.of(of(nested));
        } else if (value instanceof Enum<?> constant) {
            return Optional.of(constant.name());
        } else if (value instanceof float[] state) {
            return Optional.of(state.length + " values");
        } else if (value instanceof Collection<?> values) {
            List<Object> list = new ArrayList<>();
            values.forEach(element -> plain(element).ifPresent(list::add));
            return Optional.of(list);
        }
        return Optional.ofNullable(value);
    }

    private static Object value(RecordComponent component, Record holder) {
        try {
            return component.getAccessor().invoke(holder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component.getName(), e);
        }
    }

    private static String snake(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }
}
