package io.aurora.inference.cuda;

import io.aurora.inference.network.RouterNet;
import io.aurora.inference.network.RouterShape;
import java.util.List;

/** A router on a device. */
record CudaRouterNet(RouterShape shape, CudaNet net) implements RouterNet {
    @Override
    public void classify(int rows, float[] x, float[] out) {
        shape.requireRows(rows, x, out);
        net.step(rows, List.of(x), List.of(out));
    }

    @Override
    public void close() {
        net.close();
    }
}
