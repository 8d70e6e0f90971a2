package io.aurora.inference.neural;

import io.aurora.inference.EngineLostException;
import io.aurora.inference.cuda.CudaDevice;
import io.aurora.inference.cuda.CudaDevices;
import io.aurora.inference.network.NetworkDevice;
import java.util.List;
import java.util.function.Supplier;

/** A CUDA device: the one that was found at start, and after a restart of its worker a new opening of it. */
final class FoundDevice implements Supplier<NetworkDevice> {
    private final int place;
    private CudaDevice found;

    FoundDevice(CudaDevice found, int place) {
        this.found = found;
        this.place = place;
    }

    @Override
    public synchronized NetworkDevice get() {
        CudaDevice first = found;
        found = null;
        return first == null ? again() : first;
    }

    private NetworkDevice again() {
        List<CudaDevice> devices = CudaDevices.find() instanceof CudaDevices.Found all ? all.devices() : List.of();
        for (int i = 0; i < devices.size(); i++) {
            if (i != place) {
                devices.get(i).close();
            }
        }
        if (place >= devices.size()) {
            throw new EngineLostException("CUDA device " + place + " does not answer any more", null);
        }
        return devices.get(place);
    }
}
