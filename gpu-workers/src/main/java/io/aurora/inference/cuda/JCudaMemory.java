package io.aurora.inference.cuda;

import static io.aurora.inference.cuda.CudaException.check;

import java.nio.ByteBuffer;
import jcuda.Pointer;
import jcuda.Sizeof;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.JCudaDriver;

/** Memory of the current context's device. */
final class JCudaMemory implements DeviceMemory {
    private final CUdeviceptr pointer = new CUdeviceptr();
    private final long bytes;
    private boolean closed;

    JCudaMemory(long bytes) {
        this.bytes = bytes;
        check(JCudaDriver.cuMemAlloc(pointer, bytes), "cuMemAlloc(" + bytes + " bytes)");
    }

    CUdeviceptr pointer() {
        return pointer;
    }

    @Override
    public void write(long at, float[] values) {
        CUdeviceptr to = pointer.withByteOffset(at * Sizeof.FLOAT);
        check(JCudaDriver.cuMemcpyHtoD(to, Pointer.to(values), (long) values.length * Sizeof.FLOAT), "cuMemcpyHtoD");
    }

    @Override
    public void write(ByteBuffer values) {
        check(JCudaDriver.cuMemcpyHtoD(pointer, Pointer.to(values), values.remaining()), "cuMemcpyHtoD");
    }

    @Override
    public void clear() {
        check(JCudaDriver.cuMemsetD8(pointer, (byte) 0, bytes), "cuMemsetD8");
        check(JCudaDriver.cuCtxSynchronize(), "cuCtxSynchronize");
    }

    /** A lost device refuses; its memory went with its context. */
    @Override
    public void close() {
        if (!closed) {
            closed = true;
            JCudaDriver.cuMemFree(pointer);
        }
    }
}
