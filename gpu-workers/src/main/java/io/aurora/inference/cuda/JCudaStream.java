package io.aurora.inference.cuda;

import static io.aurora.inference.cuda.CudaException.check;

import jcuda.Pointer;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.CUevent;
import jcuda.driver.CUfunction;
import jcuda.driver.CUstream;
import jcuda.driver.JCudaDriver;

/** A stream of the driver. */
final class JCudaStream implements DeviceStream {
    /** {@code CU_STREAM_NON_BLOCKING}: does not wait for the default stream. */
    private static final int NON_BLOCKING = 1;

    private static final double MILLIS = 1e3;

    private final JCudaContext context;
    private final CUstream stream = new CUstream();
    private boolean closed;

    JCudaStream(JCudaContext context) {
        this.context = context;
        check(JCudaDriver.cuStreamCreate(stream, NON_BLOCKING), "cuStreamCreate");
    }

    @Override
    public void copyIn(PinnedMemory from, DeviceMemory to, long bytes) {
        check(JCudaDriver.cuMemcpyHtoDAsync(at(to), at(from), bytes, stream), "cuMemcpyHtoDAsync");
    }

    @Override
    public void copyOut(DeviceMemory from, PinnedMemory to, long bytes) {
        check(JCudaDriver.cuMemcpyDtoHAsync(at(to), at(from), bytes, stream), "cuMemcpyDtoHAsync");
    }

    @Override
    public void launch(Launch launch, int blocks, StepArguments arguments) {
        CUfunction function = context.function(launch.kernel());
        Pointer parameters = parameters(launch, arguments);
        String symbol = launch.kernel().symbol();
        if (launch.count() > 1) {
            check(
                    JCudaDriver.cuLaunchCooperativeKernel(
                            function, blocks, 1, 1, Kernel.THREADS, 1, 1, 0, stream, parameters),
                    "cuLaunchCooperativeKernel(" + symbol + ")");
        } else {
            launch(function, blocks, launch.lines(), parameters, symbol);
        }
    }

    private static Pointer parameters(Launch launch, StepArguments arguments) {
        return Pointer.to(
                Pointer.to(at(arguments.weights())),
                Pointer.to(at(arguments.ops())),
                Pointer.to(at(arguments.in())),
                Pointer.to(at(arguments.out())),
                Pointer.to(at(arguments.scratch())),
                number(arguments.program().inStride()),
                number(arguments.program().outStride()),
                number(arguments.program().scratchStride()),
                number(arguments.rows()),
                number(launch.first()),
                number(launch.count()));
    }

    @Override
    public void fmaLoop(int blocks, DeviceMemory to, int rounds) {
        Pointer parameters = Pointer.to(Pointer.to(at(to)), number(rounds));
        launch(context.function("fma_loop"), blocks, 1, parameters, "fma_loop");
    }

    @Override
    public void readLoop(int blocks, DeviceMemory from, long groups, DeviceMemory to) {
        Pointer parameters = Pointer.to(Pointer.to(at(from)), Pointer.to(new long[] {groups}), Pointer.to(at(to)));
        launch(context.function("read_loop"), blocks, 1, parameters, "read_loop");
    }

    private void launch(CUfunction function, int columns, int lines, Pointer parameters, String symbol) {
        check(
                JCudaDriver.cuLaunchKernel(
                        function, columns, lines, 1, Kernel.THREADS, 1, 1, 0, stream, parameters, null),
                "cuLaunchKernel(" + symbol + ")");
    }

    @Override
    public void await() {
        check(JCudaDriver.cuStreamSynchronize(stream), "cuStreamSynchronize");
    }

    @Override
    public double seconds(Runnable work) {
        try (Undo events = new Undo()) {
            CUevent begin = event(events);
            CUevent end = event(events);
            check(JCudaDriver.cuEventRecord(begin, stream), "cuEventRecord");
            work.run();
            check(JCudaDriver.cuEventRecord(end, stream), "cuEventRecord");
            check(JCudaDriver.cuEventSynchronize(end), "cuEventSynchronize");
            float[] millis = {0.0f};
            check(JCudaDriver.cuEventElapsedTime(millis, begin, end), "cuEventElapsedTime");
            return millis[0] / MILLIS;
        }
    }

    private static CUevent event(Undo events) {
        CUevent event = new CUevent();
        check(JCudaDriver.cuEventCreate(event, 0), "cuEventCreate");
        events.keep(() -> JCudaDriver.cuEventDestroy(event));
        return event;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            JCudaDriver.cuStreamSynchronize(stream);
            JCudaDriver.cuStreamDestroy(stream);
        }
    }

    private static CUdeviceptr at(DeviceMemory memory) {
        return ((JCudaMemory) memory).pointer();
    }

    private static Pointer at(PinnedMemory memory) {
        return ((JCudaPinned) memory).pointer();
    }

    private static Pointer number(int value) {
        return Pointer.to(new int[] {value});
    }
}
