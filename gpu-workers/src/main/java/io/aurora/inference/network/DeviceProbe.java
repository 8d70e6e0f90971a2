package io.aurora.inference.network;

/** Yardsticks of a device for benchmarks, and its own clock: seconds of kernels only, without copies from and to the host. */
public interface DeviceProbe {
    /** Fused multiply-adds a second of a plain fp32 loop over registers on the whole device. */
    double fusedMultiplyAddsPerSecond();

    /**
     * Seconds of a plain read of device memory, again and again the same.
     *
     * @param bytes {@code >= 16}; a whole number of 16 bytes is read
     */
    double readSeconds(long bytes);

    /**
     * Seconds of one step of a student, steps queued behind one another.
     *
     * @param net of the device that this probe is of
     */
    double stepSeconds(StudentNet net, int rows);

    /**
     * Seconds of one classification.
     *
     * @param net of the device that this probe is of
     */
    double stepSeconds(RouterNet net, int rows);
}
