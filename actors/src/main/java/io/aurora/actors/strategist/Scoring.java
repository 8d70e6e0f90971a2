package io.aurora.actors.strategist;

import io.aurora.actors.protocol.StrategistProtocol.RouteCall;
import java.util.OptionalDouble;
import java.util.concurrent.CompletionStage;

/** Asks a router outside for the execution score of a chosen candidate. */
public interface Scoring {

    /**
     * @param score in [0, 1]; absent where the router did not give one in time
     * @param reason why it did not, snake_case; empty where it did
     */
    record Score(OptionalDouble score, String reason) {
        public static Score of(double score) {
            return new Score(OptionalDouble.of(score), "");
        }

        public static Score none(String reason) {
            return new Score(OptionalDouble.empty(), reason);
        }
    }

    /** The score of candidate {@code index}; never fails, and is there within the router's time. */
    CompletionStage<Score> score(RouteCall call, int index);
}
