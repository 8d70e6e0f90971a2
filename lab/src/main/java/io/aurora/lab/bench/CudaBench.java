package io.aurora.lab.bench;

import io.aurora.inference.cuda.CudaDevice;
import io.aurora.inference.network.DeviceProbe;
import io.aurora.inference.network.RouterNet;
import io.aurora.inference.network.StudentNet;
import io.aurora.lab.bench.InferenceBench.Network;
import io.aurora.lab.models.RandomModels;

/** Times of seeded networks on a CUDA device: as a caller sees them, and of the kernels alone by the device's clock. */
public final class CudaBench {
    private static final long SEED = 1;

    private final InferenceBench calls;
    private final CudaDevice device;
    private final DeviceProbe probe;

    /**
     * Measures on one device.
     *
     * @param device open
     * @param seconds of warm-up and again of measurement for each figure of calls
     */
    public CudaBench(CudaDevice device, double seconds) {
        this.device = device;
        calls = new InferenceBench(device, seconds);
        probe = device.probe();
    }

    /** Of a loop over registers on the whole device. */
    public double multiplyAddsPerSecond() {
        return probe.fusedMultiplyAddsPerSecond();
    }

    /** Of a plain read of as many bytes as a network's weights have, again and again the same. */
    public double readSeconds(Network network) {
        return probe.readSeconds(InferenceBench.work(network).weights() * Float.BYTES);
    }

    /** Times of calls with {@code rows} rows with their copies, nanoseconds, ascending. */
    public long[] nanos(Network network, int rows) {
        return calls.nanos(network, rows);
    }

    /** Seconds of the kernels of one step, steps queued behind one another. */
    public double kernelSeconds(Network network, int rows) {
        if (network == Network.ROUTER) {
            try (RouterNet net = device.load(RandomModels.router(SEED))) {
                return probe.stepSeconds(net, rows);
            }
        }
        try (StudentNet net = device.load(RandomModels.student(RandomModels.Size.valueOf(network.name()), SEED))) {
            return probe.stepSeconds(net, rows);
        }
    }
}
