package io.aurora.http.port;

import io.aurora.domain.learning.offpolicy.PolicyValue;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** What another policy would have earned on the traffic of a policy, by that one's log. */
public interface PolicyValues {

    /** Whose value is asked for. */
    sealed interface Target permits Uniform, Greedy, Named {}

    /** Every candidate alike. */
    record Uniform() implements Target {}

    /** Always the best one, by a reward model of the log that a row's own reward has no part in. */
    record Greedy() implements Target {}

    /** As the policy of this name chooses by its table and its exploration as they are now. */
    record Named(String policy) implements Target {}

    /**
     * The value of {@code target} by the last {@code limit} answered decisions of {@code policy}; absent where there are fewer than two.
     */
    CompletionStage<Optional<PolicyValue>> value(String policy, Target target, int limit);
}
