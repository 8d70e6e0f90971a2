package io.aurora.domain.portfolio;

import io.aurora.domain.check.Require;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * When a basket is optimised anew, and when its weights move then.
 *
 * @param everyBars bars of a member after which it is at the latest, at least 1
 * @param kappaMove change of a member's kappa_plus beyond which it is, above 0
 * @param cost return lost per unit of turnover, at least 0
 */
public record RebalanceRule(int everyBars, double kappaMove, double cost) {
    public RebalanceRule {
        Require.atLeast("every_bars", everyBars, 1);
        Require.positive("kappa_move", kappaMove);
        Require.nonNegative("cost", cost);
    }

    /** Why a basket is optimised. */
    public enum Cause {
        /** It has no weights yet: the node or the cluster's keeper of baskets has just started. */
        START,
        /** A member's likeliest regime or its transition flag changed. */
        REGIME,
        /** A member's acceptance state changed. */
        STATE,
        /** A member's kappa_plus moved. */
        KAPPA_PLUS,
        /** A member has had as many bars as the rule allows. */
        BARS
    }

    /**
     * What made a basket due.
     *
     * @param cause the first that applies, in the order of the causes
     * @param symbol the first member it applies to; absent at the start
     */
    public record Due(Cause cause, Optional<String> symbol) {}

    /**
     * Whether a basket is due.
     *
     * @param then its members when it was last optimised; empty where it never was
     * @param now the same members in the same order
     */
    public Optional<Due> due(List<MemberState> then, List<MemberState> now) {
        if (then.isEmpty()) {
            return Optional.of(new Due(Cause.START, Optional.empty()));
        }
        if (then.size() != now.size()) {
            throw new IllegalArgumentException("must be the same members: then=" + then.size() + ", now=" + now.size());
        }
        for (Cause cause : Cause.values()) {
            for (int i = 0; i < now.size(); i++) {
                if (applies(cause, then.get(i), now.get(i))) {
                    return Optional.of(new Due(cause, Optional.of(now.get(i).symbol())));
                }
            }
        }
        return Optional.empty();
    }

    private boolean applies(Cause cause, MemberState then, MemberState now) {
        return switch (cause) {
            case START -> false;
            case REGIME -> !then.regime().equals(now.regime());
            case STATE -> then.state() != now.state();
            case KAPPA_PLUS -> moved(then.kappaPlus(), now.kappaPlus());
            case BARS -> now.bars() - then.bars() >= everyBars;
        };
    }

    private boolean moved(OptionalDouble then, OptionalDouble now) {
        return then.isPresent() && now.isPresent() && Math.abs(now.getAsDouble() - then.getAsDouble()) > kappaMove;
    }

    /**
     * Whether weights are kept: moving them costs at least what it gains.
     *
     * @param turnover sum of |changes| of the weights
     * @param gain fall of the objective, return of a bar
     */
    public boolean keeps(double turnover, double gain) {
        return cost * turnover >= gain;
    }
}
