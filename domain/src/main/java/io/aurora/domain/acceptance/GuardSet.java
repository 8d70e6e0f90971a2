package io.aurora.domain.acceptance;

import java.util.ArrayList;
import java.util.List;

/**
 * A set of guards, iterated in the order of {@link Guard}.
 *
 * @param bits bit i set: the guard of ordinal i is in
 */
public record GuardSet(int bits) {
    private static final Guard[] ALL = Guard.values();
    public static final GuardSet NONE = new GuardSet(0);

    public GuardSet {
        if (bits < 0 || bits >= 1 << ALL.length) {
            throw new IllegalArgumentException("must be a set of guards: bits=" + bits);
        }
    }

    public static GuardSet of(Guard... guards) {
        int bits = 0;
        for (Guard guard : guards) {
            bits |= 1 << guard.ordinal();
        }
        return new GuardSet(bits);
    }

    public boolean contains(Guard guard) {
        return (bits & 1 << guard.ordinal()) != 0;
    }

    public boolean isEmpty() {
        return bits == 0;
    }

    /** This set, with {@code guard} where {@code active}. */
    public GuardSet with(Guard guard, boolean active) {
        return active ? new GuardSet(bits | 1 << guard.ordinal()) : this;
    }

    /** Codes in the order of the guards, each behind {@code prefix}. */
    public List<String> codes(String prefix) {
        if (bits == 0) {
            return List.of();
        }
        List<String> codes = new ArrayList<>(Integer.bitCount(bits));
        for (Guard guard : ALL) {
            if (contains(guard)) {
                codes.add(prefix + guard.code());
            }
        }
        return codes;
    }

    /** Types of breach of this set and another, each once, in the order of {@link Guard.Violation}. */
    public List<Guard.Violation> violations(GuardSet other) {
        List<Guard.Violation> types = new ArrayList<>();
        for (Guard.Violation type : Guard.Violation.values()) {
            for (Guard guard : ALL) {
                if (guard.violation() == type && (contains(guard) || other.contains(guard))) {
                    types.add(type);
                    break;
                }
            }
        }
        return types;
    }
}
