package io.aurora.inference.cuda;

import io.aurora.inference.network.StudentNet;
import io.aurora.inference.network.StudentShape;
import java.util.List;

/** A student on a device. */
record CudaStudentNet(StudentShape shape, CudaNet net) implements StudentNet {
    @Override
    public void step(int rows, float[] x, float[] state, float[] out) {
        shape.requireRows(rows, x, state, out);
        net.step(rows, List.of(x, state), List.of(state, out));
    }

    @Override
    public void close() {
        net.close();
    }
}
