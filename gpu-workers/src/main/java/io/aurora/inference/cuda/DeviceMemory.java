package io.aurora.inference.cuda;

import java.nio.ByteBuffer;

/** Memory of a device. */
interface DeviceMemory extends Resource {
    /** Copies floats to {@code at} floats from the start; returns when done. */
    void write(long at, float[] values);

    /** Copies a direct buffer to the start; returns when done. */
    void write(ByteBuffer values);

    /** Zeros everything; returns when done. */
    void clear();
}
