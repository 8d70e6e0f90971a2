package io.aurora.inference.neural;

import io.aurora.domain.inference.InferenceRequest;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.inference.model.RouterModel;
import io.aurora.inference.model.Standardisation;
import io.aurora.inference.network.NetworkDevice;
import io.aurora.inference.network.RouterNet;
import io.aurora.inference.network.RouterShape;
import java.util.List;

/** A router on a device, with its own standardisation. */
final class RouterPass implements AutoCloseable {
    private final RouterNet net;
    private final Standardisation standardisation;

    private RouterPass(RouterNet net, Standardisation standardisation) {
        this.net = net;
        this.standardisation = standardisation;
    }

    static RouterPass open(NetworkDevice device, RouterModel model) {
        return new RouterPass(device.load(model.weights()), model.manifest().standardisation());
    }

    /** Leaves the outputs of all rows in the workspace. */
    void run(List<InferenceRequest> batch, Workspace work) {
        int rows = batch.size();
        float[] x = work.x(rows * RouterShape.INPUT);
        for (int row = 0; row < rows; row++) {
            standardisation.apply(batch.get(work.requestAt(row)).features(), x, row * RouterShape.INPUT);
        }
        net.classify(rows, x, work.classes(rows * RouterShape.OUTPUT));
    }

    /**
     * The probabilities of a row, which sum to one in double precision.
     *
     * @throws IllegalArgumentException where one is not finite
     */
    RegimeProbabilities probabilities(Workspace work, int row) {
        float[] out = work.classes(0);
        int at = row * RouterShape.OUTPUT;
        double sum = ((double) out[at] + out[at + 1]) + out[at + 2];
        return new RegimeProbabilities(out[at] / sum, out[at + 1] / sum, out[at + 2] / sum);
    }

    @Override
    public void close() {
        net.close();
    }
}
