package io.aurora.inference.cuda;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A device whose kernels run on the processor ({@link HostKernels}), so that all of {@link CudaDevice} above the driver is the code under
 * test. Launches are carried out, in their order, when their results are copied out.
 */
final class HostContext implements DeviceContext {
    private static final int MULTIPROCESSORS = 4;

    private final HostKernels kernels;
    private final Kernel tiles;
    private final Chip chip;
    private final boolean isDown;
    private final AtomicInteger open = new AtomicInteger();
    private final List<Launch> seen = new ArrayList<>();
    private int failure;

    /**
     * Makes one.
     *
     * @param tiles kernel for many rows
     * @param isDown whether threads and items run from the last to the first
     */
    HostContext(HostKernels kernels, Kernel tiles, boolean isCooperative, boolean isDown) {
        this.kernels = kernels;
        this.tiles = tiles;
        chip = new Chip("processor", 0, 0, MULTIPROCESSORS, 0, isCooperative);
        this.isDown = isDown;
    }

    /** The next launch answers with this result of the driver. */
    void failNextLaunch(int result) {
        failure = result;
    }

    /** Resources not yet given back. */
    int openResources() {
        return open.get();
    }

    /** Kernels launched so far. */
    synchronized List<Kernel> launched() {
        return seen.stream().map(Launch::kernel).toList();
    }

    @Override
    public Chip chip() {
        return chip;
    }

    @Override
    public String software() {
        return "kernels run by the host";
    }

    @Override
    public void enter() {}

    @Override
    public int residentBlocks(Kernel kernel) {
        return chip.multiprocessors();
    }

    @Override
    public Tiling tiling() {
        return (rows, outputs) -> tiles;
    }

    @Override
    public DeviceMemory allocate(long bytes) {
        return new Memory(open, Math.toIntExact(bytes));
    }

    @Override
    public PinnedMemory pin(int floats) {
        return new Memory(open, Math.multiplyExact(floats, Float.BYTES));
    }

    @Override
    public DeviceStream stream() {
        return new Stream();
    }

    @Override
    public void close() {}

    static final class Memory implements DeviceMemory, PinnedMemory {
        private final AtomicInteger open;
        private final ByteBuffer bytes;

        Memory(AtomicInteger open, int size) {
            this.open = open;
            open.incrementAndGet();
            bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
        }

        /** Everything in it, to read. */
        ByteBuffer content() {
            return bytes.duplicate().rewind();
        }

        @Override
        public FloatBuffer floats() {
            return bytes.asFloatBuffer();
        }

        @Override
        public void write(long at, float[] values) {
            bytes.asFloatBuffer().put(Math.toIntExact(at), values);
        }

        @Override
        public void write(ByteBuffer values) {
            bytes.put(0, values, 0, values.remaining());
        }

        @Override
        public void clear() {
            throw new UnsupportedOperationException("for measurements only");
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }

    private final class Stream implements DeviceStream {
        private final List<Launch> queued = new ArrayList<>();
        private StepArguments arguments;

        Stream() {
            open.incrementAndGet();
        }

        @Override
        public void copyIn(PinnedMemory from, DeviceMemory to, long bytes) {
            queued.clear();
            ((Memory) to).bytes.put(0, ((Memory) from).bytes, 0, Math.toIntExact(bytes));
        }

        @Override
        public void launch(Launch launch, int blocks, StepArguments step) {
            int result = failure;
            failure = 0;
            CudaException.check(result, "launch(" + launch.kernel().symbol() + ")");
            if (blocks < 1 || launch.count() > 1 && blocks > residentBlocks(launch.kernel())) {
                throw new IllegalArgumentException("more blocks than are resident: blocks=" + blocks);
            }
            queued.add(launch);
            arguments = step;
            synchronized (HostContext.this) {
                seen.add(launch);
            }
        }

        @Override
        public void copyOut(DeviceMemory from, PinnedMemory to, long bytes) {
            ByteBuffer result = new HostCase(kernels, isDown).run(arguments, queued);
            queued.clear();
            ((Memory) to).bytes.put(0, result, 0, Math.toIntExact(bytes));
        }

        @Override
        public void fmaLoop(int blocks, DeviceMemory to, int rounds) {
            throw new UnsupportedOperationException("for measurements only");
        }

        @Override
        public void readLoop(int blocks, DeviceMemory from, long groups, DeviceMemory to) {
            throw new UnsupportedOperationException("for measurements only");
        }

        @Override
        public void await() {}

        @Override
        public double seconds(Runnable work) {
            throw new UnsupportedOperationException("for measurements only");
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }
}
