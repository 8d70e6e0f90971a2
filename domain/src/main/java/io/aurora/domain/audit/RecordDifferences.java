package io.aurora.domain.audit;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Differences between two records of one type, field by field, nested records and optionals walked into. */
public final class RecordDifferences {
    private RecordDifferences() {}

    /** Lines {@code path: recorded=a, derived=b}, in the order of the fields; empty where the records are equal. */
    public static List<String> of(Record recorded, Record derived) {
        List<String> lines = new ArrayList<>();
        compare("", recorded, derived, lines);
        return lines;
    }

    private static void compare(String path, Object recorded, Object derived, List<String> lines) {
        Object left = unwrapped(recorded);
        Object right = unwrapped(derived);
        if (Objects.deepEquals(left, right)) {
            return;
        }
        if (left instanceof Record a && right instanceof Record b && a.getClass() == b.getClass()) {
            for (RecordComponent component : a.getClass().getRecordComponents()) {
                String name = path.isEmpty() ? component.getName() : path + "." + component.getName();
                compare(name, value(component, a), value(component, b), lines);
            }
            return;
        }
        lines.add(path + ": recorded=" + shown(left) + ", derived=" + shown(right));
    }

    private static Object shown(Object value) {
        return value instanceof float[] values ? Arrays.toString(values) : value;
    }

    private static Object unwrapped(Object value) {
        return value instanceof Optional<?> optional ? optional.orElse(null) : value;
    }

    private static Object value(RecordComponent component, Record holder) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(holder);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + component.getName(), e);
        }
    }
}
