package io.aurora.inference.cuda;

import java.nio.FloatBuffer;

/** Page-locked memory of the host, which a device copies from and to while it computes. Zeros at first. */
interface PinnedMemory extends Resource {
    FloatBuffer floats();
}
