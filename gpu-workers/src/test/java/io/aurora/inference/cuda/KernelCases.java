package io.aurora.inference.cuda;

import io.aurora.inference.network.NetworkDevice;
import io.aurora.inference.network.StudentShape;
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
}
