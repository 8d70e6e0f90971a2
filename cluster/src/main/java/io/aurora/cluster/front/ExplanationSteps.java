package io.aurora.cluster.front;

import io.aurora.domain.features.FeatureSchema;
import io.aurora.domain.symbol.MarketStep;
import io.aurora.domain.symbol.Outcome;
import io.aurora.domain.symbol.Preparation;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.domain.symbol.SymbolState;
import io.aurora.http.port.Explainer.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The steps of one decision in the order of the fold, each with the figures it came to. */
final class ExplanationSteps {
    private ExplanationSteps() {}

    static List<Step> of(SymbolState before, Preparation.Ready ready, SymbolEvent.BarDecided derived) {
        Outcome outcome = derived.outcome();
        List<Step> steps = new ArrayList<>();
        steps.add(new Step("state_before", before(before)));
        steps.add(new Step("placement", Figures.of(outcome.placement())));
        steps.add(new Step("features", features(ready.step())));
        steps.add(new Step("regime", regime(ready.step())));
        outcome.settled().ifPresent(settled -> steps.add(new Step("settlement", Figures.of(settled))));
        steps.add(new Step("triggers", Figures.of(ready.triggers())));
        derived.inputs().inference().ifPresent(result -> steps.add(new Step("inference", Figures.of(result))));
        outcome.certified().ifPresent(certified -> {
            steps.add(new Step("interval", Figures.of(certified.forecast())));
            steps.add(new Step("scores", Figures.of(certified.scores())));
            Map<String, Object> guards = new LinkedHashMap<>();
            guards.put("soft", certified.soft().codes(""));
            guards.put("hard", certified.hard().codes(""));
            guards.put("gate", certified.gate().codes(""));
            guards.put("raw_class", certified.raw().name());
            steps.add(new Step("guards", guards));
        });
        steps.add(new Step("verdict", Figures.of(outcome.verdict())));
        return steps;
    }

    private static Map<String, Object> before(SymbolState state) {
        Map<String, Object> figures = new LinkedHashMap<>(Figures.of(state.position()));
        figures.put("settled", state.settled());
        figures.put("accepted", state.counts().accepted());
        figures.put("profile", state.profile().name());
        figures.put("risk_mode", state.riskMode().name());
        figures.put("held", state.hold().isPresent());
        figures.putAll(Figures.of(state.conformalStats()));
        return figures;
    }

    private static Map<String, Object> features(MarketStep step) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("ready", step.ready());
        for (int i = 0; step.ready() && i < FeatureSchema.DIMENSION; i++) {
            figures.put(FeatureSchema.NAMES.get(i), step.features()[i]);
        }
        return figures;
    }

    private static Map<String, Object> regime(MarketStep step) {
        Map<String, Object> figures = new LinkedHashMap<>();
        figures.put("ret_1", step.ret1());
        figures.put("ewma_sigma", step.ewmaSigma());
        step.aci().ifPresent(aci -> figures.put("aci", aci));
        figures.put("aci_ema", step.aciEma().value());
        figures.put("trans", step.trans());
        return figures;
    }
}
