package io.aurora.inference.cuda;

import static io.aurora.inference.cuda.CudaException.check;

import java.util.List;
import jcuda.Sizeof;
import jcuda.driver.CUstream;
import jcuda.driver.JCudaDriver;

/**
 * A stream of one network with the buffers of the rows that pass through it: two lanes copy and compute at the same time. One caller at a
 * time; buffers grow to the largest batch seen, in powers of two.
 */
final class Lane implements Resource {
    private static final int LEAST_ROWS = 16;
    /** {@code CU_STREAM_NON_BLOCKING}: does not wait for the default stream. */
    private static final int NON_BLOCKING = 1;

    private final Program program;
    private final MemoryAccount account;
    private final CUstream stream = new CUstream();
    private Buffers buffers;
    private boolean closed;

    Lane(Program program, MemoryAccount account) {
        this.program = program;
        this.account = account;
        check(JCudaDriver.cuStreamCreate(stream, NON_BLOCKING), "cuStreamCreate");
    }

    /**
     * The five buffers of a lane.
     *
     * @param rows that they hold
     */
    private record Buffers(
            int rows,
            PinnedMemory hostIn,
            PinnedMemory hostOut,
            DeviceMemory in,
            DeviceMemory out,
            DeviceMemory scratch)
            implements Resource {
        static Buffers allocate(Program program, int rows, MemoryAccount account) {
            try (Undo undo = new Undo()) {
                int in = Math.multiplyExact(rows, program.inStride());
                int out = Math.multiplyExact(rows, program.outStride());
                Buffers buffers = new Buffers(
                        rows,
                        undo.keep(new PinnedMemory(in, account.pinned())),
                        undo.keep(new PinnedMemory(out, account.pinned())),
                        undo.keep(DeviceMemory.ofFloats(in, account.staging())),
                        undo.keep(DeviceMemory.ofFloats(out, account.staging())),
                        undo.keep(DeviceMemory.ofFloats((long) rows * program.scratchStride(), account.staging())));
                undo.forget();
                return buffers;
            }
        }

        @Override
        public void close() {
            List.<Resource>of(hostIn, hostOut, in, out, scratch).forEach(Resource::close);
        }
    }

    CUstream stream() {
        return stream;
    }

    DeviceMemory in() {
        return buffers.in;
    }

    DeviceMemory out() {
        return buffers.out;
    }

    DeviceMemory scratch() {
        return buffers.scratch;
    }

    void ensureRows(int rows) {
        if (buffers != null && buffers.rows >= rows) {
            return;
        }
        int least = Math.max(rows, LEAST_ROWS);
        int capacity = Integer.bitCount(least) == 1 ? least : Integer.highestOneBit(least) << 1;
        if (buffers != null) {
            buffers.close();
            buffers = null;
        }
        buffers = Buffers.allocate(program, capacity, account);
    }

    /** Packs the caller's arrays and starts their way to the device. */
    void send(int rows, List<float[]> arrays) {
        for (int i = 0; i < arrays.size(); i++) {
            program.inputs().get(i).pack(rows, arrays.get(i), buffers.hostIn.floats(), program.inStride());
        }
        long bytes = (long) rows * program.inStride() * Sizeof.FLOAT;
        check(
                JCudaDriver.cuMemcpyHtoDAsync(buffers.in.pointer(), buffers.hostIn.pointer(), bytes, stream),
                "cuMemcpyHtoDAsync");
    }

    /** Starts the results' way back, waits for all that was started, and unpacks them. */
    void receive(int rows, List<float[]> arrays) {
        long bytes = (long) rows * program.outStride() * Sizeof.FLOAT;
        check(
                JCudaDriver.cuMemcpyDtoHAsync(buffers.hostOut.pointer(), buffers.out.pointer(), bytes, stream),
                "cuMemcpyDtoHAsync");
        await();
        for (int i = 0; i < arrays.size(); i++) {
            program.outputs().get(i).unpack(rows, buffers.hostOut.floats(), program.outStride(), arrays.get(i));
        }
    }

    void await() {
        check(JCudaDriver.cuStreamSynchronize(stream), "cuStreamSynchronize");
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            JCudaDriver.cuStreamSynchronize(stream);
            if (buffers != null) {
                buffers.close();
            }
            JCudaDriver.cuStreamDestroy(stream);
        }
    }
}
