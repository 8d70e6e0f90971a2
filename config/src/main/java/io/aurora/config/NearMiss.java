package io.aurora.config;

import java.util.Collection;
import java.util.Optional;

/** The known name that a mistyped one is nearest to, by edit distance with neighbouring letters swapped counted once. */
final class NearMiss {
    private static final int LETTERS_PER_EDIT = 3;

    private NearMiss() {}

    /** Nearest candidate within one edit for every three letters (two at least); of equals the first by name. */
    static Optional<String> of(String name, Collection<String> candidates) {
        int limit = Math.max(2, name.length() / LETTERS_PER_EDIT);
        String best = null;
        int least = limit + 1;
        for (String candidate : candidates.stream().sorted().toList()) {
            int distance = distance(name, candidate);
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** {@code " (did you mean X?)"}, or nothing. */
    static String hint(String name, Collection<String> candidates) {
        return of(name, candidates)
                .map(candidate -> " (did you mean " + candidate + "?)")
                .orElse("");
    }

    /** Refusal of a profile's name. */
    static String profile(String name, Collection<String> profiles) {
        return "unknown profile: " + name + hint(name, profiles) + "; known: " + String.join(", ", profiles);
    }

    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                d[i][j] = i == 0 || j == 0 ? i + j : step(d, a, b, i, j);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int step(int[][] d, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int least = Math.min(d[i - 1][j - 1] + (same ? 0 : 1), Math.min(d[i - 1][j], d[i][j - 1]) + 1);
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(least, d[i - 2][j - 2] + 1) : least;
    }
}
