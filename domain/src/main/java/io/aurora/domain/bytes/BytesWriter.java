package io.aurora.domain.bytes;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * Writes our fixed binary layout: big-endian; doubles as IEEE bits; strings as 4-byte length and UTF-8; an optional as one byte (0 or
 * 1) and, where present, the value; arrays and lists as 4-byte length and the elements. Grows as needed; not thread-safe.
 */
public final class BytesWriter {
    private ByteBuffer buffer;

    public BytesWriter(int expectedSize) {
        buffer = ByteBuffer.allocate(Math.max(16, expectedSize));
    }

    public BytesWriter putByte(int value) {
        room(1).put((byte) value);
        return this;
    }

    public BytesWriter putBoolean(boolean value) {
        return putByte(value ? 1 : 0);
    }

    public BytesWriter putInt(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    public BytesWriter putLong(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    public BytesWriter putDouble(double value) {
        room(Double.BYTES).putLong(Double.doubleToRawLongBits(value));
        return this;
    }

    public BytesWriter putFloats(float[] values) {
        ByteBuffer to = room(Integer.BYTES + values.length * Float.BYTES).putInt(values.length);
        for (float value : values) {
            to.putInt(Float.floatToRawIntBits(value));
        }
        return this;
    }

    public BytesWriter putDoubles(double[] values) {
        ByteBuffer to = room(Integer.BYTES + values.length * Double.BYTES).putInt(values.length);
        for (double value : values) {
            to.putLong(Double.doubleToRawLongBits(value));
        }
        return this;
    }

    public BytesWriter putBytes(byte[] values) {
        room(Integer.BYTES + values.length).putInt(values.length).put(values);
        return this;
    }

    /** Bytes without a length before them. */
    public BytesWriter putRaw(byte[] values) {
        room(values.length).put(values);
        return this;
    }

    public BytesWriter putString(String value) {
        return putBytes(value.getBytes(StandardCharsets.UTF_8));
    }

    public BytesWriter putStrings(List<String> values) {
        return putList(values, BytesWriter::putString);
    }

    public BytesWriter putOptional(OptionalDouble value) {
        putBoolean(value.isPresent());
        return value.isPresent() ? putDouble(value.getAsDouble()) : this;
    }

    public BytesWriter putOptional(OptionalLong value) {
        putBoolean(value.isPresent());
        return value.isPresent() ? putLong(value.getAsLong()) : this;
    }

    public <T> BytesWriter putOptional(Optional<T> value, BiConsumer<BytesWriter, T> put) {
        putBoolean(value.isPresent());
        value.ifPresent(present -> put.accept(this, present));
        return this;
    }

    public <T> BytesWriter putList(List<T> values, BiConsumer<BytesWriter, T> put) {
        putInt(values.size());
        values.forEach(value -> put.accept(this, value));
        return this;
    }

    public byte[] toBytes() {
        byte[] bytes = new byte[buffer.position()];
        System.arraycopy(buffer.array(), 0, bytes, 0, bytes.length);
        return bytes;
    }

    private ByteBuffer room(int needed) {
        if (buffer.remaining() < needed) {
            int size = Math.max(buffer.capacity() * 2, buffer.position() + needed);
            buffer = ByteBuffer.allocate(size).put(buffer.array(), 0, buffer.position());
        }
        return buffer;
    }
}
