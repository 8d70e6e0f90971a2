package io.aurora.inference.cuda;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * One step for {@link HostKernels}, by files.
 *
 * @param isDown whether threads and items run from the last to the first
 */
record HostCase(HostKernels kernels, boolean isDown) {
    private static final int HEAD_BYTES = 36;
    private static final int LAUNCH_BYTES = 20;

    /** Answers what is in {@code out} afterwards. */
    ByteBuffer run(StepArguments arguments, List<Launch> launches) {
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
        ByteBuffer head =
                ByteBuffer.allocate(HEAD_BYTES + LAUNCH_BYTES * launches.size()).order(ByteOrder.LITTLE_ENDIAN);
        head.putInt(arguments.rows()).putInt(program.inStride()).putInt(program.outStride());
        head.putInt(program.scratchStride()).putInt(program.ops().size()).putInt(launches.size());
        head.putInt(isDown ? 1 : 0).putLong(program.weightCount());
        ByteBuffer tail = head.slice(HEAD_BYTES, LAUNCH_BYTES * launches.size()).order(ByteOrder.LITTLE_ENDIAN);
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
        return ((HostContext.Memory) memory).content();
    }

    private static void writeAll(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
