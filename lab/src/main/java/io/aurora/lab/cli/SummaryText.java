package io.aurora.lab.cli;

import java.util.Locale;
import java.util.Map;

/** A summary for people: a line a figure, figures within figures indented. */
final class SummaryText {
    private SummaryText() {}

    static String of(Map<String, ?> figures) {
        StringBuilder text = new StringBuilder();
        write(figures, "", text);
        return text.toString().stripTrailing();
    }

    private static void write(Map<?, ?> figures, String indent, StringBuilder text) {
        figures.forEach((key, value) -> {
            if (value instanceof Map<?, ?> inner) {
                text.append(indent).append(key).append('\n');
                write(inner, indent + "  ", text);
            } else {
                text.append(String.format(Locale.ROOT, "%s%-24s %s%n", indent, key, shown(value)));
            }
        });
    }

    private static String shown(Object value) {
        if (value instanceof Double number) {
            return String.format(Locale.ROOT, "%.6g", number);
        }
        return value == null ? "-" : value.toString();
    }
}
