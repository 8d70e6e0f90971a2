package io.aurora.http.port;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Re-derives one recorded decision from the journal. */
public interface Explainer {

    /**
     * A step of the derivation.
     *
     * @param name snake_case
     * @param figures its figures by name, in order; numbers, texts, flags, lists and maps of these
     */
    record Step(String name, Map<String, Object> figures) {}

    /**
     * A figure that came out otherwise.
     *
     * @param field its path
     * @param recorded as stored
     * @param derived as derived now
     */
    record Difference(String field, String recorded, String derived) {}

    /**
     * How a decision came about.
     *
     * @param symbol symbol
     * @param seq sequence number of the decision
     * @param logicVersion logic that took it
     * @param settingsDigest settings it was taken under
     * @param inputs bar, inference result, latency and lag as recorded
     * @param steps from features to gating, in the order of the fold
     * @param outcome as recorded
     * @param agrees whether the derivation gives the record, bit for bit
     * @param differences where it does not
     * @param reason why it could not be derived ({@code other_logic}), absent where it was
     */
    record Explanation(
            String symbol,
            long seq,
            int logicVersion,
            String settingsDigest,
            Map<String, Object> inputs,
            List<Step> steps,
            Map<String, Object> outcome,
            boolean agrees,
            List<Difference> differences,
            Optional<String> reason) {
        public Explanation {
            steps = List.copyOf(steps);
            differences = List.copyOf(differences);
        }
    }

    /** Absent where the symbol has no decision of this sequence number. */
    CompletionStage<Optional<Explanation>> explain(String symbol, long seq);
}
