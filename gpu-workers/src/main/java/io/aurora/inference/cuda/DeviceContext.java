package io.aurora.inference.cuda;

/**
 * A device as its networks see it; the one place behind which the driver is called ({@link JCudaContext}). Failures are
 * {@link CudaException}, or {@link io.aurora.inference.EngineLostException} where the device is lost.
 */
interface DeviceContext extends Resource {
    Chip chip();

    /** Name of the kernels' image that was loaded, and the driver's version, for people. */
    String software();

    /** Makes this device the one that the caller's thread works on. */
    void enter();

    /** Blocks of a kernel that are on the device at the same time. */
    int residentBlocks(Kernel kernel);

    Tiling tiling();

    DeviceMemory allocate(long bytes);

    /** Page-locked memory of at most 2^31 - 1 bytes. */
    PinnedMemory pin(int floats);

    DeviceStream stream();
}
