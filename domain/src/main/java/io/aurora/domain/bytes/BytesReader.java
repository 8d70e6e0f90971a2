package io.aurora.domain.bytes;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Reads what {@link BytesWriter} wrote. Lengths are held against what is left before anything is allocated, so that damaged bytes are
 * refused and never ask for much memory. Refusals are {@link IllegalArgumentException}.
 */
public final class BytesReader {
    private final ByteBuffer buffer;

    public BytesReader(byte[] bytes) {
        buffer = ByteBuffer.wrap(bytes);
    }

    public int getByte() {
        return need(1).get() & 0xff;
    }

    public boolean getBoolean() {
        int value = getByte();
        if (value > 1) {
            throw new IllegalArgumentException("must be 0 or 1: flag=" + value + ", offset=" + (buffer.position() - 1));
        }
        return value == 1;
    }

    public int getInt() {
        return need(Integer.BYTES).getInt();
    }

    public long getLong() {
        return need(Long.BYTES).getLong();
    }

    public double getDouble() {
        return Double.longBitsToDouble(getLong());
    }

    public float[] getFloats() {
        float[] values = new float[length(Float.BYTES)];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.intBitsToFloat(getInt());
        }
        return values;
    }

    public double[] getDoubles() {
        double[] values = new double[length(Double.BYTES)];
        for (int i = 0; i < values.length; i++) {
            values[i] = getDouble();
        }
        return values;
    }

    public byte[] getBytes() {
        byte[] values = new byte[length(1)];
        buffer.get(values);
        return values;
    }

    public byte[] getRaw(int size) {
        byte[] values = new byte[size];
        need(size).get(values);
        return values;
    }

    public String getString() {
        return new String(getBytes(), StandardCharsets.UTF_8);
    }

    public List<String> getStrings() {
        return getList(BytesReader::getString);
    }

    public OptionalDouble getOptionalDouble() {
        return getBoolean() ? OptionalDouble.of(getDouble()) : OptionalDouble.empty();
    }

    public OptionalLong getOptionalLong() {
        return getBoolean() ? OptionalLong.of(getLong()) : OptionalLong.empty();
    }

    public <T> Optional<T> getOptional(Function<BytesReader, T> get) {
        return getBoolean() ? Optional.of(get.apply(this)) : Optional.empty();
    }

    public <T> List<T> getList(Function<BytesReader, T> get) {
        int size = length(1);
        List<T> values = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            values.add(get.apply(this));
        }
        return values;
    }

    /** One of an enum's values, written as its ordinal in a byte. */
    public <T> T getOneOf(T[] values) {
        int index = getByte();
        if (index >= values.length) {
            throw new IllegalArgumentException("must be < " + values.length + ": index=" + index);
        }
        return values[index];
    }

    /** Refuses bytes behind the end. */
    public void end() {
        if (buffer.hasRemaining()) {
            throw new IllegalArgumentException(
                    "must end here: offset=" + buffer.position() + ", left=" + buffer.remaining());
        }
    }

    private int length(int elementSize) {
        int length = getInt();
        if (length < 0 || (long) length * elementSize > buffer.remaining()) {
            throw new IllegalArgumentException(
                    "must fit the bytes left: length=" + length + ", left=" + buffer.remaining());
        }
        return length;
    }

    private ByteBuffer need(int size) {
        if (size < 0 || buffer.remaining() < size) {
            throw new IllegalArgumentException(
                    "ends too early: needed=" + size + ", left=" + buffer.remaining(), new BufferUnderflowException());
        }
        return buffer;
    }
}
