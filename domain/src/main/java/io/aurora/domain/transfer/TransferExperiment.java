package io.aurora.domain.transfer;

import io.aurora.domain.check.Require;
import java.util.random.RandomGenerator;

/**
 * How often a validation accepts targets of the source's own law, and rejects targets with one invariant moved by twice what it allows. Each
 * pair is drawn anew; the source always follows {@link DomainLaw#BASE}.
 */
public final class TransferExperiment {
    private TransferExperiment() {}

    /** What the target has moved. */
    public enum Scenario {
        SAME(DomainLaw.BASE),
        /** Tail index 0.3 to 0.5. */
        TAIL(new DomainLaw(0.5, 0.5, 1.0, 0.3, 1.0)),
        /** Hurst exponent 0.5 to 0.6. */
        MEMORY(new DomainLaw(0.3, 0.6, 1.0, 0.3, 1.0)),
        /** Extremal index 1 to 0.4. */
        CLUSTERS(new DomainLaw(0.3, 0.5, 0.4, 0.3, 1.0)),
        /** Tail dependence 0.3 to 0.9. */
        DEPENDENCE(new DomainLaw(0.3, 0.5, 1.0, 0.9, 1.0)),
        /** A scale at which 90 % intervals cover 86 %, so that about 0.55 of the blocks pass instead of 0.8 and more. */
        COVERAGE(new DomainLaw(0.3, 0.5, 1.0, 0.3, 1.1062));

        private final DomainLaw target;

        Scenario(DomainLaw target) {
            this.target = target;
        }

        public DomainLaw target() {
            return target;
        }

        /** Whether a validation should accept it. */
        public boolean isSameLaw() {
            return this == SAME;
        }
    }

    /**
     * Counts of one scenario at one size.
     *
     * @param scenario what was moved
     * @param n observations of each domain
     * @param pairs how many were drawn
     * @param accepted how many were READY
     */
    public record Tally(Scenario scenario, int n, int pairs, int accepted) {
        /** Share of right verdicts. */
        public double rightShare() {
            return (double) (scenario.isSameLaw() ? accepted : pairs - accepted) / pairs;
        }
    }

    /** Draws and validates pairs; sizes below the rules' least count by their criteria all the same, so that power can be seen to grow with n. */
    public static Tally run(Scenario scenario, int n, int pairs, TransferRules rules, RandomGenerator random) {
        Require.atLeast("pairs", pairs, 1);
        TransferRules sized = rules.withLeastObservations(1);
        int accepted = 0;
        for (int pair = 0; pair < pairs; pair++) {
            TransferDomain source = DomainLaw.BASE.sample(n, random);
            TransferDomain target = scenario.target().sample(n, random);
            accepted +=
                    TransferValidation.validate(source, target, sized).verdict().isReady() ? 1 : 0;
        }
        return new Tally(scenario, n, pairs, accepted);
    }
}
