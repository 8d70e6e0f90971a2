package io.aurora.inference.cuda;

import io.aurora.inference.EngineLostException;
import io.aurora.inference.network.DeviceProbe;
import io.aurora.inference.network.NetworkDevice;
import io.aurora.inference.network.RouterNet;
import io.aurora.inference.network.RouterWeights;
import io.aurora.inference.network.StudentNet;
import io.aurora.inference.network.StudentWeights;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One CUDA device with the kernels loaded. Calls may come from any thread; two batches of a net at a time, so that one's copies overlap
 * the other's kernels. Once the driver reports an error after which nothing works on the device any more, every later call fails with
 * {@link EngineLostException}.
 */
public final class CudaDevice implements NetworkDevice {
    public static final String NAME = "cuda";

    static final int PARALLEL_BATCHES = 2;

    private final DeviceContext context;
    private final AtomicLong resident = new AtomicLong();
    private final AtomicLong staging = new AtomicLong();
    private final AtomicLong pinned = new AtomicLong();
    private volatile EngineLostException loss;
    private volatile boolean closed;

    /**
     * Memory held by networks.
     *
     * @param residentBytes on the device: weights and operations
     * @param stagingBytes on the device: rows under way
     * @param pinnedBytes of the host, page-locked
     */
    public record MemoryUse(long residentBytes, long stagingBytes, long pinnedBytes) {}

    CudaDevice(DeviceContext context) {
        this.context = context;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return context.chip().text() + ", " + context.software();
    }

    @Override
    public int parallelBatches() {
        return PARALLEL_BATCHES;
    }

    @Override
    public StudentNet load(StudentWeights weights) {
        return new CudaStudentNet(weights.shape(), new CudaNet(this, Program.of(weights)));
    }

    @Override
    public RouterNet load(RouterWeights weights) {
        return new CudaRouterNet(weights.shape(), new CudaNet(this, Program.of(weights)));
    }

    /** What the networks of this device hold now. */
    public MemoryUse memory() {
        return new MemoryUse(resident.get(), staging.get(), pinned.get());
    }

    /** Yardsticks for benchmarks. */
    public DeviceProbe probe() {
        return new CudaProbe(this);
    }

    DeviceContext context() {
        return context;
    }

    /** Device memory of weights and operations. */
    Counted<DeviceMemory> allocateResident(long bytes) {
        return new Counted<>(context.allocate(bytes), bytes, resident);
    }

    /** Device memory of rows under way. */
    Counted<DeviceMemory> allocateStaging(long bytes) {
        return new Counted<>(context.allocate(bytes), bytes, staging);
    }

    /** Page-locked memory of the host. */
    Counted<PinnedMemory> pin(int floats) {
        return new Counted<>(context.pin(floats), (long) floats * Float.BYTES, pinned);
    }

    /** Runs work in this device's context on the caller's thread, and remembers a loss. */
    void run(Runnable work) {
        if (closed) {
            throw new IllegalStateException("the device is closed: device=" + description());
        }
        if (loss != null) {
            throw new EngineLostException("the CUDA device was lost before", loss);
        }
        try {
            context.enter();
            work.run();
        } catch (EngineLostException e) {
            loss = e;
            throw e;
        }
    }

    /** Gives resources of this device back, also of a lost one. */
    void release(Resource resource) {
        if (!closed) {
            try {
                context.enter();
            } catch (CudaException | EngineLostException e) {
                // A lost device: closing still gives back what the host holds.
                loss = loss == null ? new EngineLostException("the CUDA device is lost", e) : loss;
            }
            resource.close();
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            context.close();
        }
    }
}
