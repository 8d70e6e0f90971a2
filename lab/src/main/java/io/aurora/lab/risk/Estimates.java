package io.aurora.lab.risk;

import io.aurora.domain.tails.TailEstimate;
import io.aurora.domain.tails.TailEstimate.Value;
import java.util.LinkedHashMap;
import java.util.Map;

/** Estimates as figures. */
final class Estimates {
    private Estimates() {}

    /** Value, standard error and what it rests on; or why there is none. */
    static Map<String, Object> of(TailEstimate estimate) {
        Map<String, Object> figures = new LinkedHashMap<>();
        if (estimate instanceof Value value) {
            figures.put("value", value.estimate());
            figures.put("se", value.standardError());
            figures.put("used", value.used());
        } else {
            figures.put("refused", ((TailEstimate.Refused) estimate).message());
        }
        return figures;
    }
}
