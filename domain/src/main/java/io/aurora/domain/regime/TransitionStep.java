package io.aurora.domain.regime;

import io.aurora.domain.check.Require;

/**
 * The transition flag on one bar.
 *
 * @param on whether the market is in transition
 * @param age bars since the one that turned it on, 0 on that bar; 0 while off
 */
public record TransitionStep(boolean on, int age) {
    public static final TransitionStep OFF = new TransitionStep(false, 0);

    public TransitionStep {
        Require.atLeast("age", age, 0);
        if (!on && age != 0) {
            throw new IllegalArgumentException("must be 0 while off: age=" + age);
        }
    }
}
