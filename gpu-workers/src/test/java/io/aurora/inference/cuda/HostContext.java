package io.aurora.inference.cuda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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

    private static final class Memory implements DeviceMemory, PinnedMemory {
        private final AtomicInteger open;
        private final ByteBuffer bytes;

        Memory(AtomicInteger open, int size) {
            this.open = open;
            open.incrementAndGet();
            bytes = ByteBuffer.allocateDirect(size).order(ByteOrder.LITTLE_ENDIAN);
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
            ByteBuffer result = HostContext.this.run(arguments, queued);
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

    private ByteBuffer run(StepArguments arguments, List<Launch> launches) {
        Path input = null;
        Path result = null;
        try {
            input = Files.createTempFile(Path.of("target"), "case", ".bin");
            result = Files.createTempFile(Path.of("target"), "result", ".bin");
            write(input, arguments, launches);
            kernels.run(input.toAbsolutePath(), result.toAbsolutePath());
            return ByteBuffer.wrap(Files.readAllBytes(result));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            delete(input);
            delete(result);
        }
    }

    private static void delete(Path file) {
        try {
            if (file != null) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void write(Path file, StepArguments arguments, List<Launch> launches) throws IOException {
        Program program = arguments.program();
        ByteBuffer head = ByteBuffer.allocate(36 + 20 * launches.size()).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(arguments.rows()).putInt(program.inStride()).putInt(program.outStride());
        head.putInt(program.scratchStride()).putInt(program.ops().size()).putInt(launches.size());
        head.putInt(isDown ? 1 : 0).putLong(program.weightCount());
        ByteBuffer tail = head.slice(36, 20 * launches.size()).order(ByteOrder.LITTLE_ENDIAN);
        for (Launch launch : launches) {
            tail.putInt(launch.kernel().ordinal()).putInt(launch.first()).putInt(launch.count());
            tail.putInt(launch.columns()).putInt(launch.lines());
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            writeAll(channel, head.flip());
            writeAll(channel, contentOf(arguments.ops()));
            writeAll(channel, tail.flip());
            writeAll(channel, contentOf(arguments.weights()));
            int bytes = arguments.rows() * program.inStride() * Float.BYTES;
            writeAll(channel, contentOf(arguments.in()).limit(bytes));
        }
    }

    private static ByteBuffer contentOf(DeviceMemory memory) {
        return ((Memory) memory).bytes.duplicate().rewind();
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
