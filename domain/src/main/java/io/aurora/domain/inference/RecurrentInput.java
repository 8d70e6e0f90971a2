package io.aurora.domain.inference;

import java.util.Arrays;
import java.util.List;

/**
 * Recurrent state as a function of a symbol's bars: a checkpoint and the features of the bars since, which an engine reruns before
 * the present one.
 *
 * @param checkpoint state of all layers, empty array: zero (the model's adoption, or a data reset)
 * @param since features (20 each, not standardised) of the bars after the checkpoint, oldest first, without the present bar
 */
public record RecurrentInput(float[] checkpoint, List<double[]> since) {
    public static final RecurrentInput ZERO = new RecurrentInput(new float[0], List.of());

    public RecurrentInput {
        since = List.copyOf(since);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RecurrentInput that
                && Arrays.equals(checkpoint, that.checkpoint)
                && Arrays.deepEquals(since.toArray(), that.since.toArray());
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(checkpoint) + Arrays.deepHashCode(since.toArray());
    }

    @Override
    public String toString() {
        return "RecurrentInput[checkpoint=" + checkpoint.length + " values, since=" + since.size() + " bars]";
    }
}
