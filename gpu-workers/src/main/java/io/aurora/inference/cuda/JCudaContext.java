package io.aurora.inference.cuda;

import static io.aurora.inference.cuda.CudaException.check;

import java.util.EnumMap;
import java.util.Map;
import jcuda.driver.CUcontext;
import jcuda.driver.CUdevice;
import jcuda.driver.CUfunction;
import jcuda.driver.JCudaDriver;

/** A device's primary context with the kernels in it, through JCuda's driver API. */
final class JCudaContext implements DeviceContext {
    private final CUdevice device;
    private final CUcontext context;
    private final Chip chip;
    private final KernelModule kernels;
    private final Map<Kernel, Loaded> loaded = new EnumMap<>(Kernel.class);
    private boolean closed;

    private record Loaded(CUfunction function, int resident) {}

    private JCudaContext(CUdevice device, CUcontext context, Chip chip, KernelModule kernels) {
        this.device = device;
        this.context = context;
        this.chip = chip;
        this.kernels = kernels;
        for (Kernel kernel : Kernel.values()) {
            CUfunction function = kernels.function(kernel.symbol());
            int[] blocks = {0};
            check(
                    JCudaDriver.cuOccupancyMaxActiveBlocksPerMultiprocessor(blocks, function, Kernel.THREADS, 0),
                    "cuOccupancyMaxActiveBlocksPerMultiprocessor");
            loaded.put(kernel, new Loaded(function, blocks[0] * chip.multiprocessors()));
        }
    }

    /**
     * Opens device {@code ordinal}.
     *
     * @throws CudaException where the driver refuses, or takes no image of the kernels
     */
    static JCudaContext open(int ordinal) {
        CUdevice device = new CUdevice();
        check(JCudaDriver.cuDeviceGet(device, ordinal), "cuDeviceGet(" + ordinal + ")");
        Chip chip = Chip.of(device);
        try (Undo undo = new Undo()) {
            CUcontext context = new CUcontext();
            check(JCudaDriver.cuDevicePrimaryCtxRetain(context, device), "cuDevicePrimaryCtxRetain");
            undo.keep(() -> JCudaDriver.cuDevicePrimaryCtxRelease(device));
            check(JCudaDriver.cuCtxSetCurrent(context), "cuCtxSetCurrent");
            KernelModule kernels = undo.keep(KernelModule.load(chip.major(), chip.minor()));
            JCudaContext opened = new JCudaContext(device, context, chip, kernels);
            undo.forget();
            return opened;
        }
    }

    CUfunction function(Kernel kernel) {
        return loaded.get(kernel).function;
    }

    CUfunction function(String symbol) {
        return kernels.function(symbol);
    }

    @Override
    public Chip chip() {
        return chip;
    }

    @Override
    public String software() {
        return "driver for " + CudaDriver.versionText(CudaDriver.state().version()) + ", " + kernels.image();
    }

    @Override
    public void enter() {
        check(JCudaDriver.cuCtxSetCurrent(context), "cuCtxSetCurrent");
    }

    @Override
    public int residentBlocks(Kernel kernel) {
        return loaded.get(kernel).resident;
    }

    @Override
    public Tiling tiling() {
        return Tiling.of(chip.multiprocessors());
    }

    @Override
    public DeviceMemory allocate(long bytes) {
        return new JCudaMemory(bytes);
    }

    @Override
    public PinnedMemory pin(int floats) {
        return new JCudaPinned(floats);
    }

    @Override
    public DeviceStream stream() {
        return new JCudaStream(this);
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            JCudaDriver.cuCtxSetCurrent(context);
            kernels.close();
            JCudaDriver.cuDevicePrimaryCtxRelease(device);
        }
    }
}
