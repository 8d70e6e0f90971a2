package io.aurora.persistence.serial;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.dataformat.cbor.CBORFactory;
import com.fasterxml.jackson.dataformat.cbor.CBORGenerator;
import com.fasterxml.jackson.dataformat.cbor.databind.CBORMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BiConsumer;

/**
 * Writes one stored form: fields one after the other in an array of indefinite length. A double takes 5 bytes where a 32-bit float
 * holds the same value, else 9; an integer takes as few as it needs; an absent optional is null, a present group an array of its own.
 * Digests (64 hexadecimal digits) are written as 32 bytes. Equal calls give equal bytes.
 */
final class WireOut implements AutoCloseable {
    /** No field has a name, so no table of names is kept, merged and locked for each value read. */
    static final CBORMapper MAPPER = new CBORMapper(CBORFactory.builder()
            .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
            .enable(CBORGenerator.Feature.WRITE_MINIMAL_INTS)
            .enable(CBORGenerator.Feature.WRITE_MINIMAL_DOUBLES)
            .build());

    private static final int DIGEST_DIGITS = 64;
    private static final HexFormat HEX = HexFormat.of();

    private final ByteArrayOutputStream bytes;
    private final JsonGenerator to;

    WireOut(int expectedSize) {
        bytes = new ByteArrayOutputStream(expectedSize);
        try {
            to = MAPPER.getFactory().createGenerator(bytes);
            to.writeStartArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A write that memory never fails. */
    private interface Write {
        void run() throws IOException;
    }

    private WireOut put(Write write) {
        try {
            write.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    WireOut number(double value) {
        return put(() -> to.writeNumber(value));
    }

    WireOut number(long value) {
        return put(() -> to.writeNumber(value));
    }

    WireOut flag(boolean value) {
        return put(() -> to.writeBoolean(value));
    }

    WireOut code(Enum<?> value) {
        return number((long) value.ordinal());
    }

    WireOut text(String value) {
        return put(() -> to.writeString(value));
    }

    WireOut binary(byte[] value) {
        return put(() -> to.writeBinary(value));
    }

    /** A digest in hexadecimal digits as bytes, any other text as text. */
    WireOut digest(String value) {
        return isDigest(value) ? binary(HEX.parseHex(value)) : text(value);
    }

    private static boolean isDigest(String value) {
        return value.length() == DIGEST_DIGITS
                && value.chars().allMatch(c -> c >= '0' && c <= '9' || c >= 'a' && c <= 'f');
    }

    WireOut maybe(OptionalDouble value) {
        return value.isPresent() ? number(value.getAsDouble()) : nothing();
    }

    WireOut maybe(OptionalLong value) {
        return value.isPresent() ? number(value.getAsLong()) : nothing();
    }

    WireOut maybeCode(Optional<? extends Enum<?>> value) {
        return value.isPresent() ? code(value.get()) : nothing();
    }

    WireOut maybeFloats(Optional<float[]> values) {
        if (values.isEmpty()) {
            return nothing();
        }
        ByteBuffer buffer = ByteBuffer.allocate(values.get().length * Float.BYTES);
        for (float value : values.get()) {
            buffer.putFloat(value);
        }
        return binary(buffer.array());
    }

    <T> WireOut group(Optional<T> value, BiConsumer<WireOut, T> writer) {
        if (value.isEmpty()) {
            return nothing();
        }
        put(() -> to.writeStartArray());
        writer.accept(this, value.get());
        return put(() -> to.writeEndArray());
    }

    WireOut texts(List<String> values) {
        put(() -> to.writeStartArray(null, values.size()));
        values.forEach(this::text);
        return put(() -> to.writeEndArray());
    }

    WireOut maybeText(Optional<String> value) {
        return value.isPresent() ? text(value.get()) : nothing();
    }

    /** Parts of a text, those of a known list by their places. */
    WireOut parts(List<String> parts, Map<String, Integer> places) {
        put(() -> to.writeStartArray(null, parts.size()));
        for (String part : parts) {
            Integer place = places.get(part);
            if (place == null) {
                text(part);
            } else {
                number(place.longValue());
            }
        }
        return put(() -> to.writeEndArray());
    }

    /** Doubles, a positive zero as null: values of a table before its first update take a byte each. */
    WireOut reals(double[] values) {
        put(() -> to.writeStartArray(null, values.length));
        for (double value : values) {
            if (Double.doubleToRawLongBits(value) == 0) {
                nothing();
            } else {
                number(value);
            }
        }
        return put(() -> to.writeEndArray());
    }

    WireOut integers(List<Long> values) {
        put(() -> to.writeStartArray(null, values.size()));
        values.forEach(this::number);
        return put(() -> to.writeEndArray());
    }

    <T> WireOut each(List<T> values, BiConsumer<WireOut, T> writer) {
        number(values.size());
        values.forEach(value -> writer.accept(this, value));
        return this;
    }

    WireOut nothing() {
        return put(() -> to.writeNull());
    }

    byte[] toBytes() {
        put(() -> {
            to.writeEndArray();
            to.flush();
        });
        return bytes.toByteArray();
    }

    @Override
    public void close() {
        put(() -> to.close());
    }
}
