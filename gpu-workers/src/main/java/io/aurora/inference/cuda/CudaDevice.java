package io.aurora.inference.cuda;

import static io.aurora.inference.cuda.CudaException.check;

import io.aurora.inference.EngineLostException;
import io.aurora.inference.network.DeviceProbe;
import io.aurora.inference.network.NetworkDevice;
import io.aurora.inference.network.RouterNet;
import io.aurora.inference.network.RouterWeights;
import io.aurora.inference.network.StudentNet;
import io.aurora.inference.network.StudentWeights;
import java.util.EnumMap;
import java.util.Map;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUfunction;
import jcuda.driver.JCudaDriver;

/**
 * One CUDA device with the kernels loaded into its primary context. Calls may come from any thread; two batches of a net at a time, so
 * that one's copies overlap the other's kernels. Once the driver reports an error after which nothing works on the device any more, every
 * later call fails with {@link EngineLostException}.
 */
public final class CudaDevice implements NetworkDevice {
    public static final String NAME = "cuda";

    static final int PARALLEL_BATCHES = 2;

    private final CUdevice device;
    private final CUcontext context;
    private final Chip chip;
    private final KernelModule kernels;
    private final Map<Kernel, Loaded> loaded;
    private final MemoryAccount account = new MemoryAccount();
    private volatile EngineLostException loss;
    private volatile boolean closed;

    /**
     * A kernel on this device.
     *
     * @param resident blocks that are on the device at the same time
     */
    private record Loaded(CUfunction function, int resident) {}

    /**
     * Memory held by networks.
     *
     * @param residentBytes on the device: weights and operations
     * @param stagingBytes on the device: rows under way
     * @param pinnedBytes of the host, page-locked
     */
    public record MemoryUse(long residentBytes, long stagingBytes, long pinnedBytes) {}

    private CudaDevice(
            CUdevice device, CUcontext context, Chip chip, KernelModule kernels, Map<Kernel, Loaded> loaded) {
        this.device = device;
        this.context = context;
        this.chip = chip;
        this.kernels = kernels;
        this.loaded = loaded;
    }

    /**
     * Opens device {@code ordinal}.
     *
     * @throws CudaException where the driver refuses, or takes no image of the kernels
     */
    static CudaDevice open(int ordinal) {
        CUdevice device = new CUdevice();
        check(JCudaDriver.cuDeviceGet(device, ordinal), "cuDeviceGet(" + ordinal + ")");
        Chip chip = Chip.of(device);
        try (Undo undo = new Undo()) {
            CUcontext context = new CUcontext();
            check(JCudaDriver.cuDevicePrimaryCtxRetain(context, device), "cuDevicePrimaryCtxRetain");
            undo.keep(() -> JCudaDriver.cuDevicePrimaryCtxRelease(device));
            check(JCudaDriver.cuCtxSetCurrent(context), "cuCtxSetCurrent");
            KernelModule kernels = undo.keep(KernelModule.load(chip.major(), chip.minor()));
            Map<Kernel, Loaded> loaded = new EnumMap<>(Kernel.class);
            for (Kernel kernel : Kernel.values()) {
                CUfunction function = kernels.function(kernel.symbol());
                int[] blocks = {0};
                check(
                        JCudaDriver.cuOccupancyMaxActiveBlocksPerMultiprocessor(blocks, function, Kernel.THREADS, 0),
                        "cuOccupancyMaxActiveBlocksPerMultiprocessor");
                loaded.put(kernel, new Loaded(function, blocks[0] * chip.multiprocessors()));
            }
            undo.forget();
            return new CudaDevice(device, context, chip, kernels, loaded);
        }
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String description() {
        return chip.text() + ", driver for " + CudaDriver.versionText(CudaDriver.state().version()) + ", "
                + kernels.image();
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
        return new MemoryUse(
                account.resident().get(),
                account.staging().get(),
                account.pinned().get());
    }

    /** Yardsticks for benchmarks. */
    public DeviceProbe probe() {
        return new CudaProbe(this);
    }

    Chip chip() {
        return chip;
    }

    MemoryAccount account() {
        return account;
    }

    CUfunction function(String symbol) {
        return kernels.function(symbol);
    }

    CUfunction function(Kernel kernel) {
        return loaded.get(kernel).function;
    }

    int residentBlocks(Kernel kernel) {
        return loaded.get(kernel).resident;
    }

    /** Runs work in this device's context on the caller's thread, and remembers a loss. */
    void run(Runnable work) {
        if (closed) {
            throw new IllegalStateException("the device is closed: device=" + chip.name());
        }
        if (loss != null) {
            throw new EngineLostException("the CUDA device was lost before", loss);
        }
        try {
            check(JCudaDriver.cuCtxSetCurrent(context), "cuCtxSetCurrent");
            work.run();
        } catch (EngineLostException e) {
            loss = e;
            throw e;
        }
    }

    /** Gives resources of this device back, also of a lost one. */
    void release(Resource resource) {
        if (!closed) {
            JCudaDriver.cuCtxSetCurrent(context);
            resource.close();
        }
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            release(kernels);
            closed = true;
            JCudaDriver.cuDevicePrimaryCtxRelease(device);
        }
    }
}
