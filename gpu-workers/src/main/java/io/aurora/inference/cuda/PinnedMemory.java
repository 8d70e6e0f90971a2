package io.aurora.inference.cuda;

import static io.aurora.inference.cuda.CudaException.check;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicLong;
import jcuda.Pointer;
import jcuda.Sizeof;
import jcuda.driver.JCudaDriver;

/** Page-locked memory of the host, from which a device copies while it computes. Zeros at first. */
final class PinnedMemory implements Resource {
    private final Pointer pointer = new Pointer();
    private final FloatBuffer floats;
    private final long bytes;
    private final AtomicLong account;
    private boolean closed;

    /** At most 2^31 - 1 bytes. */
    PinnedMemory(int count, AtomicLong account) {
        bytes = Math.multiplyExact(count, Sizeof.FLOAT);
        this.account = account;
        check(JCudaDriver.cuMemAllocHost(pointer, bytes), "cuMemAllocHost(" + bytes + " bytes)");
        account.addAndGet(bytes);
        ByteBuffer buffer = pointer.getByteBuffer(0, bytes).order(ByteOrder.nativeOrder());
        floats = buffer.asFloatBuffer();
        for (int i = 0; i < count; i++) {
            floats.put(i, 0.0f);
        }
    }

    Pointer pointer() {
        return pointer;
    }

    FloatBuffer floats() {
        return floats;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            account.addAndGet(-bytes);
            JCudaDriver.cuMemFreeHost(pointer);
        }
    }
}
