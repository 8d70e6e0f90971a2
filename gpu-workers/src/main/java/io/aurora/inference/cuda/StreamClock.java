package io.aurora.inference.cuda;

import static io.aurora.inference.cuda.CudaException.check;

import jcuda.driver.CUevent;
import jcuda.driver.CUstream;
import jcuda.driver.JCudaDriver;

/** Seconds between two points of a stream, by the device's clock. */
final class StreamClock implements Resource {
    private static final double MILLIS = 1e3;

    private final CUstream stream;
    private final CUevent begin = new CUevent();
    private final CUevent end = new CUevent();
    private boolean closed;

    StreamClock(CUstream stream) {
        this.stream = stream;
        check(JCudaDriver.cuEventCreate(begin, 0), "cuEventCreate");
        try (Undo undo = new Undo()) {
            undo.keep(() -> JCudaDriver.cuEventDestroy(begin));
            check(JCudaDriver.cuEventCreate(end, 0), "cuEventCreate");
            undo.forget();
        }
    }

    void start() {
        check(JCudaDriver.cuEventRecord(begin, stream), "cuEventRecord");
    }

    /** Waits for what was queued since {@link #start}. */
    double stop() {
        check(JCudaDriver.cuEventRecord(end, stream), "cuEventRecord");
        check(JCudaDriver.cuEventSynchronize(end), "cuEventSynchronize");
        float[] millis = {0.0f};
        check(JCudaDriver.cuEventElapsedTime(millis, begin, end), "cuEventElapsedTime");
        return millis[0] / MILLIS;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            JCudaDriver.cuEventDestroy(begin);
            JCudaDriver.cuEventDestroy(end);
        }
    }
}
