package io.aurora.inference.neural;

import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.inference.RecurrentInput;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.inference.model.Standardisation;
import io.aurora.inference.model.StudentModel;
import io.aurora.inference.network.NetworkDevice;
import io.aurora.inference.network.StudentNet;
import io.aurora.inference.network.StudentShape;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A student on a device and what is done around its network. The bars since a row's checkpoint are rerun step by step, each step for all
 * rows that have one, then the present bar for all.
 */
final class StudentPass implements AutoCloseable {
    /** Below this many degrees of freedom the law's variance is taken as there (spec page 20, section 1). */
    private static final double LEAST_DF = 2.1;

    private final StudentNet net;
    private final StudentShape shape;
    private final Standardisation standardisation;
    private final double targetScale;

    private StudentPass(StudentNet net, StudentModel model) {
        this.net = net;
        this.shape = net.shape();
        this.standardisation = model.manifest().standardisation();
        this.targetScale = model.targetScale();
    }

    static StudentPass open(NetworkDevice device, StudentModel model) {
        return new StudentPass(device.load(model.weights()), model);
    }

    /** Leaves the new states and the outputs of all rows in the workspace. */
    void run(List<InferenceRequest> batch, Workspace work) {
        int rows = batch.size();
        float[] x = work.x(rows * StudentShape.INPUT);
        float[] state = work.state(rows * shape.stateLength());
        float[] out = work.law(rows * shape.outputLength());
        for (int row = 0; row < rows; row++) {
            start(batch.get(work.requestAt(row)).recurrent(), state, row);
        }
        int reruns = batch.get(work.requestAt(0)).recurrent().since().size();
        for (int step = 0; step < reruns; step++) {
            int still = 0;
            while (still < rows && since(batch, work, still).size() > step) {
                standardisation.apply(since(batch, work, still).get(step), x, still * StudentShape.INPUT);
                still++;
            }
            net.step(still, x, state, out);
        }
        for (int row = 0; row < rows; row++) {
            standardisation.apply(batch.get(work.requestAt(row)).features(), x, row * StudentShape.INPUT);
        }
        net.step(rows, x, state, out);
    }

    private static List<double[]> since(List<InferenceRequest> batch, Workspace work, int row) {
        return batch.get(work.requestAt(row)).recurrent().since();
    }

    /** A checkpoint of another length spoils its row, which is refused by {@link #result}. */
    private void start(RecurrentInput input, float[] state, int row) {
        int length = shape.stateLength();
        float[] checkpoint = input.checkpoint();
        if (checkpoint.length == length) {
            System.arraycopy(checkpoint, 0, state, row * length, length);
        } else {
            Arrays.fill(state, row * length, (row + 1) * length, 0.0f);
        }
    }

    /**
     * The forecast of a row.
     *
     * @throws IllegalArgumentException where there is none: a value that is not finite, or a checkpoint of another network
     */
    InferenceResult result(
            InferenceRequest request, RegimeProbabilities probabilities, Workspace work, int row, String engine) {
        requireFit(request.recurrent().checkpoint());
        float[] out = work.law(0);
        int at = row * shape.outputLength();
        double df = out[at + 2];
        double wide = Math.max(df, LEAST_DF);
        double scale = targetScale * out[at + 1];
        return new InferenceResult(
                targetScale * out[at],
                scale * Math.sqrt(wide / (wide - 2.0)),
                requireFinite("df", df),
                OptionalDouble.of(latentRms(out, at + StudentShape.LAW + shape.latent())),
                probabilities,
                request.models(),
                engine,
                Optional.empty(),
                Optional.of(newState(work.state(0), row)));
    }

    private void requireFit(float[] checkpoint) {
        if (checkpoint.length != 0 && checkpoint.length != shape.stateLength()) {
            throw new IllegalArgumentException(
                    "must be 0 or " + shape.stateLength() + ": recurrent.checkpoint.length=" + checkpoint.length);
        }
    }

    private double latentRms(float[] out, int at) {
        double sum = 0.0;
        for (int i = 0; i < shape.latent(); i++) {
            sum += (double) out[at + i] * out[at + i];
        }
        return Math.sqrt(sum / shape.latent());
    }

    private float[] newState(float[] state, int row) {
        float[] own = Arrays.copyOfRange(state, row * shape.stateLength(), (row + 1) * shape.stateLength());
        for (float value : own) {
            requireFinite("recurrent", value);
        }
        return own;
    }

    private static double requireFinite(String name, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("must be finite: " + name + "=" + value);
        }
        return value;
    }

    @Override
    public void close() {
        net.close();
    }
}
