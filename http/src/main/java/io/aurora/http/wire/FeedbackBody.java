package io.aurora.http.wire;

/**
 * Answer to feedback. Scores and rewards are rounded to 12 decimals here; events and log have every bit.
 *
 * @param updated false where the trace had been answered before: all else is then the first answer's
 * @param reward in [-1, 1]
 * @param explanation what made it
 * @param qUpdates how many values of the table it updated
 */
public record FeedbackBody(boolean updated, double reward, Explanation explanation, int qUpdates) {

    /**
     * What made a reward.
     *
     * @param totalReward the reward
     * @param components its parts
     * @param explanation in a sentence
     */
    public record Explanation(double totalReward, Components components, String explanation) {}

    /**
     * Parts of a reward.
     *
     * @param latencyScore in [0, 1]
     * @param costScore in [0, 1]
     * @param sloHit as told
     * @param failures as told
     */
    public record Components(double latencyScore, double costScore, boolean sloHit, int failures) {}
}
