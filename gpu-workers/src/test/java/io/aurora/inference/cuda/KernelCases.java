package io.aurora.inference.cuda;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.inference.model.Tensors;
import io.aurora.inference.network.NetworkDevice;
import io.aurora.inference.network.StudentNet;
import io.aurora.inference.network.StudentShape;
import io.aurora.inference.network.StudentWeights;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** What kernels are compared on, wherever they run. */
final class KernelCases {
    /** Around the sizes where kernels change and tiles end. */
    private static final int[] ROWS = {1, 2, 4, 5, 16, 17, 33, 64, 65, 70, 130, 256};

    /** Sizes around multiples of 4, 16 and 64, and one (2 x 600) with more segments than a block sums at a time. */
    static final List<StudentShape> STUDENTS = List.of(
            new StudentShape(1, 1, 1),
            new StudentShape(1, 8, 4),
            new StudentShape(2, 16, 32),
            new StudentShape(3, 20, 17),
            new StudentShape(1, 63, 1),
            new StudentShape(1, 64, 16),
            new StudentShape(2, 65, 33),
            new StudentShape(2, 100, 32));

    static final List<Integer> ROUTERS = List.of(1, 8, 16, 20, 65, 100, 256);

    private KernelCases() {}

    static void assertStudent(NetworkDevice device, StudentShape shape) {
        SameBits.assertStudent(device, shape, ROWS);
    }

    static void assertRouter(NetworkDevice device, int hidden) {
        SameBits.assertRouter(device, hidden, ROWS);
    }

    static void assertEveryBatch(NetworkDevice device) {
        SameBits.assertStudent(
                device, new StudentShape(1, 20, 5), IntStream.rangeClosed(1, 70).toArray());
    }

    static void assertFullSize(NetworkDevice device) {
        SameBits.assertStudent(device, new StudentShape(3, 512, 32), 1, 3, 16, 70);
        SameBits.assertStudent(device, new StudentShape(1, 512, 32), 130);
        SameBits.assertRouter(device, 512, 1, 70);
    }

    static void assertManySegments(NetworkDevice device) {
        SameBits.assertStudent(device, new StudentShape(2, 600, 8), 1, 6);
        SameBits.assertRouter(device, 1100, 2);
    }

    /**
     * A product that underflows to -0 before the padding of its sum: only padding that adds -0 keeps the sign, which shows where the
     * bias is -0 too.
     */
    static void assertSignOfZero(NetworkDevice device) {
        StudentShape shape = new StudentShape(1, 1, 1);
        StudentWeights weights = Tensors.student(shape, (name, axes) -> {
            float[] values = new float[axes.length == 1 ? axes[0] : axes[0] * axes[1]];
            Arrays.fill(values, name.equals("mu.weight") ? -1e-30f : name.equals("mu.bias") ? -0.0f : 0.0f);
            return values;
        });
        for (int rows : new int[] {1, 3, 9, 80}) {
            float[] state = new float[rows * shape.stateLength()];
            Arrays.fill(state, 1e-30f);
            float[] out = new float[rows * shape.outputLength()];
            try (StudentNet net = device.load(weights)) {
                net.step(rows, new float[rows * StudentShape.INPUT], state, out);
            }
            for (int row = 0; row < rows; row++) {
                float mean = out[row * shape.outputLength() + StudentShape.LAW];
                assertThat(Float.floatToRawIntBits(mean)).isEqualTo(Float.floatToRawIntBits(-0.0f));
            }
        }
    }
}
