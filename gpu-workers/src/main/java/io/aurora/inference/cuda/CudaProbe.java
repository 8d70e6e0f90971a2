package io.aurora.inference.cuda;

import io.aurora.inference.network.DeviceProbe;
import io.aurora.inference.network.RouterNet;
import io.aurora.inference.network.StudentNet;

/** Times kernels by the device's own clock. */
record CudaProbe(CudaDevice device) implements DeviceProbe {
    /** Blocks a multiprocessor: 2,048 threads, as many as any chip holds. */
    private static final int BLOCKS = 8;
    /** Independent chains of a thread in {@code fma_loop}. */
    private static final int CHAINS = 8;

    private static final int FMA_ROUNDS = 20_000;
    private static final int WARM_UP = 3;
    private static final int REPEATS = 20;
    private static final int GROUP_BYTES = 16;

    @Override
    public double fusedMultiplyAddsPerSecond() {
        double[] rate = {0.0};
        device.run(() -> {
            long threads = (long) blocks() * Kernel.THREADS;
            try (Counted<DeviceMemory> to = device.allocateStaging(threads * Float.BYTES);
                    DeviceStream stream = device.context().stream()) {
                double seconds = secondsEach(stream, () -> stream.fmaLoop(blocks(), to.get(), FMA_ROUNDS));
                rate[0] = (double) threads * CHAINS * FMA_ROUNDS / seconds;
            }
        });
        return rate[0];
    }

    @Override
    public double readSeconds(long bytes) {
        if (bytes < GROUP_BYTES) {
            throw new IllegalArgumentException("must be >= " + GROUP_BYTES + ": bytes=" + bytes);
        }
        double[] seconds = {0.0};
        device.run(() -> {
            try (Counted<DeviceMemory> from = device.allocateStaging(bytes);
                    Counted<DeviceMemory> to = device.allocateStaging((long) blocks() * Kernel.THREADS * Float.BYTES);
                    DeviceStream stream = device.context().stream()) {
                from.get().clear();
                seconds[0] =
                        secondsEach(stream, () -> stream.readLoop(blocks(), from.get(), bytes / GROUP_BYTES, to.get()));
            }
        });
        return seconds[0];
    }

    @Override
    public double stepSeconds(StudentNet net, int rows) {
        return kernelSeconds(((CudaStudentNet) net).net(), rows);
    }

    @Override
    public double stepSeconds(RouterNet net, int rows) {
        return kernelSeconds(((CudaRouterNet) net).net(), rows);
    }

    private int blocks() {
        return BLOCKS * device.context().chip().multiprocessors();
    }

    private static double kernelSeconds(CudaNet net, int rows) {
        double[] seconds = {0.0};
        net.withLane(rows, lane -> {
            lane.in().clear();
            seconds[0] = secondsEach(lane.stream(), () -> net.launch(lane, rows));
        });
        return seconds[0];
    }

    /** Mean over repeats that are queued without a pause, after a warm-up. */
    private static double secondsEach(DeviceStream stream, Runnable work) {
        for (int i = 0; i < WARM_UP; i++) {
            work.run();
        }
        return stream.seconds(() -> {
                    for (int i = 0; i < REPEATS; i++) {
                        work.run();
                    }
                })
                / REPEATS;
    }
}
