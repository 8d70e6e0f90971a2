package io.aurora.inference.cuda;

import static io.aurora.inference.cuda.CudaException.check;

import java.util.List;
import jcuda.driver.CUfunction;
import jcuda.driver.CUmodule;
import jcuda.driver.JCudaDriver;

/** The kernels loaded into the current context. */
final class KernelModule implements Resource {
    private final CUmodule module;
    private final String image;
    private boolean closed;

    private KernelModule(CUmodule module, String image) {
        this.module = module;
        this.image = image;
    }

    /** Machine code where there is some for the chip and the driver takes it, else PTX. */
    static KernelModule load(int major, int minor) {
        List<String> names = KernelImages.namesFor(major, minor);
        for (String name : names.subList(0, names.size() - 1)) {
            CUmodule module = new CUmodule();
            if (JCudaDriver.cuModuleLoadData(module, KernelImages.read(name)) == 0) {
                return new KernelModule(module, name);
            }
        }
        String last = names.get(names.size() - 1);
        CUmodule module = new CUmodule();
        check(JCudaDriver.cuModuleLoadData(module, KernelImages.read(last)), "cuModuleLoadData(" + last + ")");
        return new KernelModule(module, last);
    }

    /** Name of what was loaded. */
    String image() {
        return image;
    }

    CUfunction function(String symbol) {
        CUfunction function = new CUfunction();
        check(JCudaDriver.cuModuleGetFunction(function, module, symbol), "cuModuleGetFunction(" + symbol + ")");
        return function;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            JCudaDriver.cuModuleUnload(module);
        }
    }
}
