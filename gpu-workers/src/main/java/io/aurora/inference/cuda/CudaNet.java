package io.aurora.inference.cuda;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;

/** A program whose weights are on a device, with the lanes its batches pass through. Callers beyond the lanes wait. */
final class CudaNet implements Resource {
    private final CudaDevice device;
    private final Program program;
    private final Semaphore free = new Semaphore(CudaDevice.PARALLEL_BATCHES);
    private final ConcurrentLinkedQueue<Lane> lanes = new ConcurrentLinkedQueue<>();
    private Counted<DeviceMemory> weights;
    private Counted<DeviceMemory> ops;
    private volatile boolean closed;

    CudaNet(CudaDevice device, Program program) {
        this.device = device;
        this.program = program;
        device.run(this::load);
    }

    private void load() {
        try (Undo undo = new Undo()) {
            weights = undo.keep(device.allocateResident(Math.multiplyExact(program.weightCount(), Float.BYTES)));
            for (PackedBlock block : program.weights()) {
                float[] chunk = new float[block.length()];
                for (int i = 0; i < block.chunks(); i++) {
                    block.filler().fill(i, chunk);
                    weights.get().write(block.offset() + (long) i * block.length(), chunk);
                }
            }
            ops = undo.keep(device.allocateResident((long) program.ops().size() * Op.BYTES));
            ops.get().write(program.opBytes());
            for (int i = 0; i < CudaDevice.PARALLEL_BATCHES; i++) {
                lanes.add(undo.keep(new Lane(device, program)));
            }
            undo.forget();
        }
    }

    /**
     * One step.
     *
     * @param inputs the program's input arrays
     * @param outputs the program's output arrays, written where all went well
     */
    void step(int rows, List<float[]> inputs, List<float[]> outputs) {
        withLane(rows, lane -> {
            try {
                lane.send(rows, inputs);
                launch(lane, rows);
                lane.receive(rows, outputs);
            } catch (CudaException e) {
                // What was started before still uses the lane's buffers.
                lane.stream().await();
                throw e;
            }
        });
    }

    /** Before anything is on its way, so that a caller's mistake leaves no work behind. */
    /** Runs work with a lane that holds {@code rows} rows, in the device's context. */
    void withLane(int rows, Consumer<Lane> work) {
        free.acquireUninterruptibly();
        try {
            if (closed) {
                throw new IllegalStateException("the network is closed");
            }
            Lane lane = lanes.remove();
            try {
                device.run(() -> {
                    lane.ensureRows(rows);
                    work.accept(lane);
                });
            } finally {
                lanes.add(lane);
            }
        } finally {
            free.release();
        }
    }

    /** Starts the kernels of one step; does not wait for them. */
    void launch(Lane lane, int rows) {
        DeviceContext context = device.context();
        StepArguments arguments = lane.arguments(weights.get(), ops.get(), rows);
        for (Launch launch :
                Launch.plan(program, rows, context.tiling(), context.chip().isCooperative())) {
            int blocks = launch.count() == 1
                    ? launch.columns()
                    : Math.min(launch.columns(), context.residentBlocks(launch.kernel()));
            lane.stream().launch(launch, blocks, arguments);
        }
    }

    /** Waits for batches under way. */
    @Override
    public void close() {
        free.acquireUninterruptibly(CudaDevice.PARALLEL_BATCHES);
        try {
            if (!closed) {
                closed = true;
                device.release(this::free);
            }
        } finally {
            free.release(CudaDevice.PARALLEL_BATCHES);
        }
    }

    private void free() {
        lanes.forEach(Lane::close);
        ops.close();
        weights.close();
    }
}
