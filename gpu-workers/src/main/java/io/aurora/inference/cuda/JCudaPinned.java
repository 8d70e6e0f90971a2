package io.aurora.inference.cuda;

import static io.aurora.inference.cuda.CudaException.check;

import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import jcuda.Pointer;
import jcuda.Sizeof;
import jcuda.driver.JCudaDriver;

/** Page-locked memory of the driver. */
final class JCudaPinned implements PinnedMemory {
    private final Pointer pointer = new Pointer();
    private final FloatBuffer floats;
    private boolean closed;

    JCudaPinned(int count) {
        int bytes = Math.multiplyExact(count, Sizeof.FLOAT);
        check(JCudaDriver.cuMemAllocHost(pointer, bytes), "cuMemAllocHost(" + bytes + " bytes)");
        floats = pointer.getByteBuffer(0, bytes).order(ByteOrder.nativeOrder()).asFloatBuffer();
        for (int i = 0; i < count; i++) {
            floats.put(i, 0.0f);
        }
    }

    Pointer pointer() {
        return pointer;
    }

    @Override
    public FloatBuffer floats() {
        return floats;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            JCudaDriver.cuMemFreeHost(pointer);
        }
    }
}
