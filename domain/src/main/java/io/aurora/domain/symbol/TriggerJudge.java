package io.aurora.domain.symbol;

import io.aurora.domain.settings.HoldSettings;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.settings.TriggerSettings;
import io.aurora.domain.statistics.RingBuffer;

/**
 * Judges the fallback triggers and the automatic hold of the next bar on the symbol's state before it (spec page 10, sections 9 and
 * 10). Each stays on until it has been clean for {@code clean_n} bars.
 */
final class TriggerJudge {
    private TriggerJudge() {}

    /**
     * Triggers of the bar after {@code last}.
     *
     * @param last the bar before, which had a forecast
     * @param kappaPlus recent kappa_plus of bars with a forecast, {@code last} included
     */
    static Triggers judge(Profile profile, SymbolEvent.BarDecided last, RingBuffer kappaPlus) {
        Triggers before = last.outcome().verdict().triggers();
        Outcome.Scores scores = last.outcome().certified().orElseThrow().scores();
        TriggerSettings settings = profile.triggers();
        int cleanN = profile.hysteresis().cleanN();
        return new Triggers(
                before.latency().next(above(settings.latency(), last.inputs().latencyMs()), cleanN),
                before.coverage().next(below(settings.coverage(), scores.coverageEma()), cleanN),
                before.kappa().next(below(settings.kappa(), scores.kappaPlus()), cleanN),
                before.kappaDrop().next(dropped(profile.holds(), kappaPlus), cleanN));
    }

    private static boolean above(TriggerSettings.Trigger trigger, double value) {
        return trigger.enabled() && value > trigger.limit();
    }

    private static boolean below(TriggerSettings.Trigger trigger, double value) {
        return trigger.enabled() && value < trigger.limit();
    }

    /** Whether the newest kappa_plus lies more than the limit below one of the bars looked back on. */
    private static boolean dropped(HoldSettings holds, RingBuffer kappaPlus) {
        if (!holds.kappaDropEnabled()) {
            return false;
        }
        int back = Math.min(holds.kappaDropBars(), kappaPlus.size() - 1);
        for (int age = 1; age <= back; age++) {
            if (kappaPlus.fromNewest(age) - kappaPlus.newest() > holds.kappaDrop()) {
                return true;
            }
        }
        return false;
    }
}
