package io.aurora.inference.cuda;

/** A queue of work of a device: what is queued runs in order, beside what other streams hold. */
interface DeviceStream extends Resource {
    void copyIn(PinnedMemory from, DeviceMemory to, long bytes);

    /**
     * Queues a kernel of a network.
     *
     * @param blocks across; not more than are resident at the same time where the launch has several operations
     */
    void launch(Launch launch, int blocks, StepArguments arguments);

    void copyOut(DeviceMemory from, PinnedMemory to, long bytes);

    /** Queues the plain loop of fused multiply-adds. */
    void fmaLoop(int blocks, DeviceMemory to, int rounds);

    /** Queues the plain read of {@code groups} groups of 16 bytes. */
    void readLoop(int blocks, DeviceMemory from, long groups, DeviceMemory to);

    /** Waits for all that was queued. */
    void await();

    /** Seconds that the device takes for what {@code work} queues. */
    double seconds(Runnable work);
}
