package io.aurora.inference.cuda;

import static io.aurora.inference.cuda.CudaException.check;

import io.aurora.inference.network.DeviceProbe;
import io.aurora.inference.network.RouterNet;
import io.aurora.inference.network.StudentNet;
import java.util.function.Consumer;
import jcuda.Pointer;
import jcuda.driver.CUfunction;
import jcuda.driver.CUstream;
import jcuda.driver.JCudaDriver;

/** Times kernels by the device's own clock, between two events in a stream. */
record CudaProbe(CudaDevice device) implements DeviceProbe {
    /** Blocks a multiprocessor: 2,048 threads, as many as any chip holds. */
    private static final int BLOCKS = 8;
    /** Independent chains of a thread in {@code fma_loop}. */
    private static final int CHAINS = 8;

    private static final int FMA_ROUNDS = 20_000;
    private static final int WARM_UP = 3;
    private static final int REPEATS = 20;
    private static final int VECTOR_BYTES = 16;

    @Override
    public double fusedMultiplyAddsPerSecond() {
        double[] rate = {0.0};
        device.run(() -> {
            int blocks = BLOCKS * device.chip().multiprocessors();
            long threads = (long) blocks * Kernel.THREADS;
            CUfunction loop = device.function("fma_loop");
            try (DeviceMemory to = DeviceMemory.ofFloats(threads, device.account().staging())) {
                Pointer parameters =
                        Pointer.to(Pointer.to(to.pointer()), Pointer.to(new int[] {FMA_ROUNDS}));
                double seconds = onNewStream(stream -> launch(loop, blocks, stream, parameters));
                rate[0] = (double) threads * CHAINS * FMA_ROUNDS / seconds;
            }
        });
        return rate[0];
    }

    @Override
    public double readSeconds(long bytes) {
        if (bytes < VECTOR_BYTES) {
            throw new IllegalArgumentException("must be >= " + VECTOR_BYTES + ": bytes=" + bytes);
        }
        double[] seconds = {0.0};
        device.run(() -> {
            int blocks = BLOCKS * device.chip().multiprocessors();
            CUfunction loop = device.function("read_loop");
            try (DeviceMemory from = new DeviceMemory(bytes, device.account().staging());
                    DeviceMemory to = DeviceMemory.ofFloats(
                            (long) blocks * Kernel.THREADS, device.account().staging())) {
                check(JCudaDriver.cuMemsetD8(from.pointer(), (byte) 1, bytes), "cuMemsetD8");
                Pointer parameters = Pointer.to(
                        Pointer.to(from.pointer()),
                        Pointer.to(new long[] {bytes / VECTOR_BYTES}),
                        Pointer.to(to.pointer()));
                seconds[0] = onNewStream(stream -> launch(loop, blocks, stream, parameters));
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

    private static double kernelSeconds(CudaNet net, int rows) {
        double[] seconds = {0.0};
        net.withLane(rows, lane -> {
            check(JCudaDriver.cuMemsetD8Async(lane.in().pointer(), (byte) 0, lane.in().bytes(), lane.stream()), "cuMemsetD8");
            seconds[0] = secondsEach(lane.stream(), stream -> net.launch(lane, rows));
        });
        return seconds[0];
    }

    private static void launch(CUfunction function, int blocks, CUstream stream, Pointer parameters) {
        check(
                JCudaDriver.cuLaunchKernel(
                        function, blocks, 1, 1, Kernel.THREADS, 1, 1, 0, stream, parameters, null),
                "cuLaunchKernel");
    }

    private static double onNewStream(Consumer<CUstream> work) {
        CUstream stream = new CUstream();
        check(JCudaDriver.cuStreamCreate(stream, 0), "cuStreamCreate");
        try {
            return secondsEach(stream, work);
        } finally {
            JCudaDriver.cuStreamDestroy(stream);
        }
    }

    /** Mean over repeats that are queued without a pause, after a warm-up. */
    private static double secondsEach(CUstream stream, Consumer<CUstream> work) {
        for (int i = 0; i < WARM_UP; i++) {
            work.accept(stream);
        }
        try (StreamClock clock = new StreamClock(stream)) {
            clock.start();
            for (int i = 0; i < REPEATS; i++) {
                work.accept(stream);
            }
            return clock.stop() / REPEATS;
        }
    }
}
