package io.aurora.inference.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The safetensors container, tensors of single precision only: 8 bytes with the little-endian length of the header, the header (JSON), the
 * values, little-endian. Reads once through the file, hashing on the way.
 */
final class SafetensorsFile {
    /** A network has some hundred tensors of about 100 bytes of header each. */
    private static final int MAX_HEADER = 1 << 20;

    private static final int ALIGNMENT = 8;
    private static final int CHUNK = 1 << 16;

    private final Path file;
    private final FileChannel channel;
    private final MessageDigest sha256 = Sha256.start();
    private final ByteBuffer chunk = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);

    /**
     * What a file holds.
     *
     * @param tensors by name, in the order of the file; every value is finite
     * @param sha256 of the whole file
     */
    record Content(Map<String, Tensor> tensors, String sha256) {}

    private SafetensorsFile(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Reads and checks a file. */
    static Content read(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return new SafetensorsFile(file, channel).content();
        } catch (IOException e) {
            throw ModelFileException.unreadable("cannot be read", e, file);
        }
    }

    private Content content() throws IOException {
        long size = channel.size();
        check(size >= Long.BYTES, "must be >= " + Long.BYTES, "bytes", size);
        long length = take(Long.BYTES).getLong();
        long most = Math.min(size - Long.BYTES, MAX_HEADER);
        check(length >= 0 && length <= most, "must be in [0, " + most + "]", "header_length", length);
        byte[] header = new byte[(int) length];
        for (int at = 0; at < header.length; at += CHUNK) {
            int part = Math.min(CHUNK, header.length - at);
            take(part).get(header, at, part);
        }
        List<SafetensorsHeader.Entry> entries =
                SafetensorsHeader.parse(header, size - Long.BYTES - header.length, file);
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        for (SafetensorsHeader.Entry entry : entries) {
            tensors.put(entry.name(), new Tensor(entry.shape(), values(entry)));
        }
        return new Content(tensors, HexFormat.of().formatHex(sha256.digest()));
    }

    private float[] values(SafetensorsHeader.Entry entry) throws IOException {
        float[] values = new float[entry.length()];
        int most = CHUNK / Float.BYTES;
        for (int at = 0; at < values.length; at += most) {
            int part = Math.min(most, values.length - at);
            take(part * Float.BYTES).asFloatBuffer().get(values, at, part);
        }
        for (int i = 0; i < values.length; i++) {
            check(Float.isFinite(values[i]), "must be finite", entry.name() + "[" + i + "]", values[i]);
        }
        return values;
    }

    /** The next {@code count} bytes, at most a chunk; valid until the next call. */
    private ByteBuffer take(int count) throws IOException {
        chunk.clear().limit(count);
        while (chunk.hasRemaining()) {
            check(channel.read(chunk) >= 0, "ended while it was read", "bytes", channel.position());
        }
        sha256.update(chunk.array(), 0, count);
        return chunk.flip();
    }

    private void check(boolean holds, String rule, String field, Object value) {
        if (!holds) {
            throw ModelFileException.of(rule, field, value, file);
        }
    }

    /**
     * Writes tensors, in their order, to a new file and forces it to the disk.
     *
     * @return SHA-256 of the file
     */
    static String write(Path file, String kind, Map<String, Tensor> tensors) throws IOException {
        byte[] header = header(kind, tensors);
        MessageDigest sha256 = Sha256.start();
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW)) {
            ByteBuffer out = ByteBuffer.allocate(CHUNK).order(ByteOrder.LITTLE_ENDIAN);
            put(out.putLong(header.length), channel, sha256);
            put(ByteBuffer.wrap(header).position(header.length), channel, sha256);
            for (Tensor tensor : tensors.values()) {
                int most = CHUNK / Float.BYTES;
                for (int at = 0; at < tensor.values().length; at += most) {
                    int part = Math.min(most, tensor.values().length - at);
                    out.asFloatBuffer().put(tensor.values(), at, part);
                    put(out.position(part * Float.BYTES), channel, sha256);
                }
            }
            channel.force(true);
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static void put(ByteBuffer filled, FileChannel channel, MessageDigest sha256) throws IOException {
        filled.flip();
        sha256.update(filled.duplicate());
        while (filled.hasRemaining()) {
            channel.write(filled);
        }
        filled.clear();
    }

    private static byte[] header(String kind, Map<String, Tensor> tensors) throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        ObjectNode root = json.createObjectNode();
        root.putObject(SafetensorsHeader.METADATA).put("kind", kind);
        long at = 0;
        for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
            ObjectNode tensor = root.putObject(entry.getKey()).put("dtype", SafetensorsHeader.DTYPE);
            Arrays.stream(entry.getValue().shape()).forEach(tensor.putArray("shape")::add);
            long end = at + (long) entry.getValue().values().length * Float.BYTES;
            tensor.putArray("data_offsets").add(at).add(end);
            at = end;
        }
        String text = json.writeValueAsString(root);
        int padded = (text.length() + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        return (text + " ".repeat(padded - text.length())).getBytes(StandardCharsets.US_ASCII);
    }
}
