package io.aurora.inference.cuda;

import java.util.List;

/**
 * A stream of one network with the buffers of the rows that pass through it: two lanes copy and compute at the same time. One caller at a
 * time; buffers grow to the largest batch seen, in powers of two.
 */
final class Lane implements Resource {
    private static final int LEAST_ROWS = 16;

    private final CudaDevice device;
    private final Program program;
    private final DeviceStream stream;
    private Buffers buffers;
    private boolean closed;

    Lane(CudaDevice device, Program program) {
        this.device = device;
        this.program = program;
        stream = device.context().stream();
    }

    private record Buffers(
            int rows,
            Counted<PinnedMemory> hostIn,
            Counted<PinnedMemory> hostOut,
            Counted<DeviceMemory> in,
            Counted<DeviceMemory> out,
            Counted<DeviceMemory> scratch)
            implements Resource {
        static Buffers allocate(CudaDevice device, Program program, int rows) {
            try (Undo undo = new Undo()) {
                int in = Math.multiplyExact(rows, program.inStride());
                int out = Math.multiplyExact(rows, program.outStride());
                Buffers buffers = new Buffers(
                        rows,
                        undo.keep(device.pin(in)),
                        undo.keep(device.pin(out)),
                        undo.keep(device.allocateStaging(bytes(rows, program.inStride()))),
                        undo.keep(device.allocateStaging(bytes(rows, program.outStride()))),
                        undo.keep(device.allocateStaging(bytes(rows, program.scratchStride()))));
                undo.forget();
                return buffers;
            }
        }

        @Override
        public void close() {
            List.of(hostIn, hostOut, in, out, scratch).forEach(Resource::close);
        }
    }

    DeviceStream stream() {
        return stream;
    }

    DeviceMemory in() {
        return buffers.in.get();
    }

    /** What the kernels are given; the buffers are this lane's. */
    StepArguments arguments(DeviceMemory weights, DeviceMemory ops, int rows) {
        return new StepArguments(
                weights, ops, buffers.in.get(), buffers.out.get(), buffers.scratch.get(), program, rows);
    }

    void ensureRows(int rows) {
        if (buffers != null && buffers.rows >= rows) {
            return;
        }
        int least = Math.max(rows, LEAST_ROWS);
        int capacity = Integer.bitCount(least) == 1 ? least : Math.multiplyExact(Integer.highestOneBit(least), 2);
        if (buffers != null) {
            buffers.close();
            buffers = null;
        }
        buffers = Buffers.allocate(device, program, capacity);
    }

    /** Packs the caller's arrays and starts their way to the device. */
    void send(int rows, List<float[]> arrays) {
        for (int i = 0; i < arrays.size(); i++) {
            program.inputs()
                    .get(i)
                    .pack(rows, arrays.get(i), buffers.hostIn.get().floats(), program.inStride());
        }
        stream.copyIn(buffers.hostIn.get(), buffers.in.get(), bytes(rows, program.inStride()));
    }

    /** Starts the results' way back, waits for all that was started, and unpacks them. */
    void receive(int rows, List<float[]> arrays) {
        stream.copyOut(buffers.out.get(), buffers.hostOut.get(), bytes(rows, program.outStride()));
        stream.await();
        for (int i = 0; i < arrays.size(); i++) {
            program.outputs().get(i).unpack(rows, buffers.hostOut.get().floats(), program.outStride(), arrays.get(i));
        }
    }

    private static long bytes(int rows, int stride) {
        return (long) rows * stride * Float.BYTES;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            stream.close();
            if (buffers != null) {
                buffers.close();
            }
        }
    }
}
