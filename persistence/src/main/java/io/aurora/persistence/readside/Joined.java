package io.aurora.persistence.readside;

import java.util.ArrayList;
import java.util.List;

/** A list of texts as one: joined by {@code |}, with a backslash before each {@code |} and each backslash of a text. */
public final class Joined {
    private static final char BETWEEN = '|';
    private static final char ESCAPE = '\\';

    private Joined() {}

    /** One text for a list; an empty list and a list of one empty text look alike. */
    public static String of(List<String> texts) {
        StringBuilder joined = new StringBuilder(128);
        for (int i = 0; i < texts.size(); i++) {
            if (i > 0) {
                joined.append(BETWEEN);
            }
            append(joined, texts.get(i));
        }
        return joined.toString();
    }

    private static void append(StringBuilder joined, String text) {
        if (text.indexOf(BETWEEN) < 0 && text.indexOf(ESCAPE) < 0) {
            joined.append(text);
            return;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == BETWEEN || c == ESCAPE) {
                joined.append(ESCAPE);
            }
            joined.append(c);
        }
    }

    /** The texts of a list of at least one. */
    public static List<String> split(String joined) {
        List<String> texts = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < joined.length(); i++) {
            char c = joined.charAt(i);
            if (c == BETWEEN) {
                texts.add(text.toString());
                text.setLength(0);
            } else if (c == ESCAPE && i + 1 < joined.length()) {
                i++;
                text.append(joined.charAt(i));
            } else {
                text.append(c);
            }
        }
        texts.add(text.toString());
        return texts;
    }
}
