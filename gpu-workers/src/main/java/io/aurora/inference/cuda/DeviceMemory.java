package io.aurora.inference.cuda;

import static io.aurora.inference.cuda.CudaException.check;

import java.nio.Buffer;
import java.util.concurrent.atomic.AtomicLong;
import jcuda.Pointer;
import jcuda.Sizeof;
import jcuda.driver.CUdeviceptr;
import jcuda.driver.JCudaDriver;

/** Memory of the current context's device, counted while it lives. */
final class DeviceMemory implements Resource {
    private final CUdeviceptr pointer = new CUdeviceptr();
    private final long bytes;
    private final AtomicLong account;
    private boolean closed;

    DeviceMemory(long bytes, AtomicLong account) {
        this.bytes = bytes;
        this.account = account;
        check(JCudaDriver.cuMemAlloc(pointer, bytes), "cuMemAlloc(" + bytes + " bytes)");
        account.addAndGet(bytes);
    }

    static DeviceMemory ofFloats(long count, AtomicLong account) {
        return new DeviceMemory(Math.multiplyExact(count, Sizeof.FLOAT), account);
    }

    CUdeviceptr pointer() {
        return pointer;
    }

    long bytes() {
        return bytes;
    }

    /** Copies floats to {@code at} floats from the start; returns when done. */
    void write(long at, float[] values) {
        CUdeviceptr to = pointer.withByteOffset(at * Sizeof.FLOAT);
        check(JCudaDriver.cuMemcpyHtoD(to, Pointer.to(values), (long) values.length * Sizeof.FLOAT), "cuMemcpyHtoD");
    }

    /** Copies a direct buffer of bytes to the start; returns when done. */
    void write(Buffer values) {
        check(JCudaDriver.cuMemcpyHtoD(pointer, Pointer.to(values), values.remaining()), "cuMemcpyHtoD");
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            account.addAndGet(-bytes);
            // A lost device refuses; its memory went with its context.
            JCudaDriver.cuMemFree(pointer);
        }
    }
}
