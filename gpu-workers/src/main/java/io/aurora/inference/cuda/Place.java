package io.aurora.inference.cuda;

import java.nio.ByteBuffer;

/**
 * A region of every row of one buffer.
 *
 * @param space buffer
 * @param offset first float within the row; what a sum reads starts at a multiple of {@link Program#PADDING}
 */
record Place(Space space, int offset) {
    /** Buffers of a step, in the order of their numbers in the kernels. */
    enum Space {
        IN,
        OUT,
        SCRATCH
    }

    /** For an operand that an operation has not. */
    static final Place NONE = new Place(Space.IN, 0);

    Place plus(int floats) {
        return new Place(space, offset + floats);
    }

    void putTo(ByteBuffer buffer) {
        buffer.putInt(space.ordinal()).putInt(offset);
    }
}
