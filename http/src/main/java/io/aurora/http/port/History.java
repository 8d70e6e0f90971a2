package io.aurora.http.port;

import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;

/** Decisions and transitions from the read side. */
public interface History {

    /**
     * What to read.
     *
     * @param symbol symbol
     * @param fromMs first bar time, epoch milliseconds, included
     * @param toMs last bar time, epoch milliseconds, left out
     * @param afterSeq only events behind this sequence number
     * @param limit decisions at most
     */
    record Query(String symbol, OptionalLong fromMs, OptionalLong toMs, long afterSeq, int limit) {}

    /**
     * One page.
     *
     * @param decisions at most the limit, by sequence number
     * @param transitions those of the page's decisions
     * @param next what to ask for behind this page; absent on the last one
     */
    record Page(List<DecisionRow> decisions, List<TransitionRow> transitions, OptionalLong next) {
        public Page {
            decisions = List.copyOf(decisions);
            transitions = List.copyOf(transitions);
        }
    }

    CompletionStage<Page> page(Query query);
}
