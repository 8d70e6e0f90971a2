package io.aurora.inference.neural;

import io.aurora.inference.cuda.CudaDevice;
import io.aurora.inference.cuda.CudaDevices;
import io.aurora.inference.network.NetworkDevice;
import java.util.function.Supplier;

/** A CUDA device: the one that was found at start, and after a restart of its worker a new opening of the same. */
final class FoundDevice implements Supplier<NetworkDevice> {
    private final int ordinal;
    private CudaDevice found;

    /** @param ordinal the driver's number of it */
    FoundDevice(int ordinal, CudaDevice found) {
        this.ordinal = ordinal;
        this.found = found;
    }

    @Override
    public synchronized NetworkDevice get() {
        CudaDevice first = found;
        found = null;
        return first == null ? CudaDevices.open(ordinal) : first;
    }
}
