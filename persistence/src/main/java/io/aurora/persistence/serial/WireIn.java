package io.aurora.persistence.serial;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.Function;

/** Reads what {@link WireOut} wrote, field by field; a field of another kind is refused with its position. */
final class WireIn implements AutoCloseable {
    private static final HexFormat HEX = HexFormat.of();

    private final JsonParser from;
    private int field;

    WireIn(byte[] bytes) throws IOException {
        from = WireOut.MAPPER.getFactory().createParser(bytes);
        expect(next(), JsonToken.START_ARRAY);
    }

    /** A field that is not what the form says. */
    static final class Malformed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Malformed(String message) {
            super(message);
        }

        private Malformed(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }

    private JsonToken next() {
        try {
            field++;
            return from.nextToken();
        } catch (IOException e) {
            throw new Malformed(e);
        }
    }

    private void expect(JsonToken token, JsonToken expected) {
        if (token != expected) {
            throw new Malformed("must be " + expected + ": field=" + field + ", found=" + token);
        }
    }

    /** A value of the parser's. */
    private interface Read<T> {
        T get() throws IOException;
    }

    private <T> T value(Read<T> read) {
        try {
            return read.get();
        } catch (IOException e) {
            throw new Malformed(e);
        }
    }

    double real() {
        return real(next());
    }

    private double real(JsonToken token) {
        expect(token, JsonToken.VALUE_NUMBER_FLOAT);
        return value(from::getDoubleValue);
    }

    long integer() {
        return integer(next());
    }

    private long integer(JsonToken token) {
        expect(token, JsonToken.VALUE_NUMBER_INT);
        return value(from::getLongValue);
    }

    int integer32() {
        return Math.toIntExact(integer());
    }

    boolean flag() {
        JsonToken token = next();
        if (token != JsonToken.VALUE_TRUE && token != JsonToken.VALUE_FALSE) {
            throw new Malformed("must be a flag: field=" + field + ", found=" + token);
        }
        return token == JsonToken.VALUE_TRUE;
    }

    <T> T code(T[] values) {
        return code(integer(), values);
    }

    private <T> T code(long index, T[] values) {
        if (index < 0 || index >= values.length) {
            throw new Malformed("must be < " + values.length + ": field=" + field + ", code=" + index);
        }
        return values[(int) index];
    }

    String text() {
        return text(next());
    }

    private String text(JsonToken token) {
        expect(token, JsonToken.VALUE_STRING);
        return value(from::getText);
    }

    byte[] binary() {
        expect(next(), JsonToken.VALUE_EMBEDDED_OBJECT);
        return value(from::getBinaryValue);
    }

    String digest() {
        JsonToken token = next();
        return token == JsonToken.VALUE_EMBEDDED_OBJECT ? HEX.formatHex(value(from::getBinaryValue)) : text(token);
    }

    OptionalDouble maybeReal() {
        JsonToken token = next();
        return token == JsonToken.VALUE_NULL ? OptionalDouble.empty() : OptionalDouble.of(real(token));
    }

    OptionalLong maybeInteger() {
        JsonToken token = next();
        return token == JsonToken.VALUE_NULL ? OptionalLong.empty() : OptionalLong.of(integer(token));
    }

    <T> Optional<T> maybeCode(T[] values) {
        OptionalLong code = maybeInteger();
        return code.isEmpty() ? Optional.empty() : Optional.of(code(code.getAsLong(), values));
    }

    Optional<float[]> maybeFloats() {
        JsonToken token = next();
        if (token == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        expect(token, JsonToken.VALUE_EMBEDDED_OBJECT);
        ByteBuffer buffer = ByteBuffer.wrap(value(from::getBinaryValue));
        float[] values = new float[buffer.remaining() / Float.BYTES];
        for (int i = 0; i < values.length; i++) {
            values[i] = buffer.getFloat();
        }
        return Optional.of(values);
    }

    <T> Optional<T> group(Function<WireIn, T> reader) {
        JsonToken token = next();
        if (token == JsonToken.VALUE_NULL) {
            return Optional.empty();
        }
        expect(token, JsonToken.START_ARRAY);
        T read = reader.apply(this);
        expect(next(), JsonToken.END_ARRAY);
        return Optional.of(read);
    }

    List<String> texts() {
        expect(next(), JsonToken.START_ARRAY);
        List<String> values = new ArrayList<>();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            values.add(text(token));
        }
        return values;
    }

    Optional<String> maybeText() {
        JsonToken token = next();
        return token == JsonToken.VALUE_NULL ? Optional.empty() : Optional.of(text(token));
    }

    /** What {@link WireOut#parts} wrote. */
    List<String> parts(List<String> known) {
        expect(next(), JsonToken.START_ARRAY);
        List<String> parts = new ArrayList<>();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            boolean place = token == JsonToken.VALUE_NUMBER_INT;
            parts.add(place ? known.get(Math.toIntExact(integer(token))) : text(token));
        }
        return parts;
    }

    double[] reals() {
        expect(next(), JsonToken.START_ARRAY);
        double[] values = new double[8];
        int count = 0;
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            values = count < values.length ? values : Arrays.copyOf(values, 2 * count);
            values[count++] = token == JsonToken.VALUE_NULL ? 0.0 : real(token);
        }
        return Arrays.copyOf(values, count);
    }

    List<Long> integers() {
        expect(next(), JsonToken.START_ARRAY);
        List<Long> values = new ArrayList<>();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            values.add(integer(token));
        }
        return values;
    }

    <T> List<T> each(Function<WireIn, T> reader) {
        int count = integer32();
        List<T> values = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            values.add(reader.apply(this));
        }
        return values;
    }

    /** Refuses anything behind the last field. */
    void end() {
        expect(next(), JsonToken.END_ARRAY);
        if (next() != null) {
            throw new Malformed("must end here: field=" + field);
        }
    }

    @Override
    public void close() {
        value(() -> {
            from.close();
            return null;
        });
    }
}
