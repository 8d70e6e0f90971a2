package io.aurora.inference.cuda;

import java.nio.FloatBuffer;
import java.util.List;

/**
 * Where the values of a caller's array, row by row, lie in the rows of a device's buffer.
 *
 * @param length values of a row of the array
 * @param fields runs of them
 */
record RowFields(int length, List<Field> fields) {
    RowFields {
        fields = List.copyOf(fields);
    }

    /**
     * A run of values.
     *
     * @param from first one in the array's row
     * @param at first one in the buffer's row
     * @param count how many
     */
    record Field(int from, int at, int count) {}

    /** All values in one run. */
    static RowFields whole(int length, Place place) {
        return new RowFields(length, List.of(new Field(0, place.offset(), length)));
    }

    /** Array to buffer. */
    void pack(int rows, float[] array, FloatBuffer buffer, int stride) {
        for (int row = 0; row < rows; row++) {
            for (Field field : fields) {
                buffer.put(row * stride + field.at, array, row * length + field.from, field.count);
            }
        }
    }

    /** Buffer to array. */
    void unpack(int rows, FloatBuffer buffer, int stride, float[] array) {
        for (int row = 0; row < rows; row++) {
            for (Field field : fields) {
                buffer.get(row * stride + field.at, array, row * length + field.from, field.count);
            }
        }
    }
}
