package io.aurora.inference.cuda;

import static io.aurora.inference.cuda.CudaException.check;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import jcuda.Pointer;
import jcuda.driver.CUfunction;
import jcuda.driver.JCudaDriver;

/** A program whose weights are on a device, with the lanes its batches pass through. Callers beyond the lanes wait. */
final class CudaNet implements Resource {
    private final CudaDevice device;
    private final Program program;
    private final Semaphore free = new Semaphore(CudaDevice.PARALLEL_BATCHES);
    private final ConcurrentLinkedQueue<Lane> lanes = new ConcurrentLinkedQueue<>();
    private final AtomicReference<DeviceMemory> weights = new AtomicReference<>();
    private final AtomicReference<DeviceMemory> ops = new AtomicReference<>();
    private boolean closed;

    CudaNet(CudaDevice device, Program program) {
        this.device = device;
        this.program = program;
        device.run(this::load);
    }

    private void load() {
        try (Undo undo = new Undo()) {
            DeviceMemory packed = undo.keep(
                    DeviceMemory.ofFloats(program.weightCount(), device.account().resident()));
            for (PackedBlock block : program.weights()) {
                float[] chunk = new float[block.length()];
                for (int i = 0; i < block.chunks(); i++) {
                    block.filler().fill(i, chunk);
                    packed.write(block.offset() + (long) i * block.length(), chunk);
                }
            }
            DeviceMemory list = undo.keep(new DeviceMemory(
                    (long) program.ops().size() * Op.BYTES, device.account().resident()));
            list.write(program.opBytes());
            for (int i = 0; i < CudaDevice.PARALLEL_BATCHES; i++) {
                lanes.add(undo.keep(new Lane(program, device.account())));
            }
            weights.set(packed);
            ops.set(list);
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
            lane.send(rows, inputs);
            launch(lane, rows);
            lane.receive(rows, outputs);
        });
    }

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
        Chip chip = device.chip();
        for (Launch launch : Launch.plan(program, rows, chip.multiprocessors(), chip.isCooperative())) {
            start(launch, lane, rows);
        }
    }

    private void start(Launch launch, Lane lane, int rows) {
        CUfunction function = device.function(launch.kernel());
        Pointer parameters = parameters(launch, lane, rows);
        if (launch.count() > 1) {
            int blocks = Math.min(launch.columns(), device.residentBlocks(launch.kernel()));
            check(
                    JCudaDriver.cuLaunchCooperativeKernel(
                            function, blocks, 1, 1, Kernel.THREADS, 1, 1, 0, lane.stream(), parameters),
                    "cuLaunchCooperativeKernel(" + launch.kernel().symbol() + ")");
        } else {
            check(
                    JCudaDriver.cuLaunchKernel(
                            function, launch.columns(), launch.lines(), 1, Kernel.THREADS, 1, 1, 0, lane.stream(),
                            parameters, null),
                    "cuLaunchKernel(" + launch.kernel().symbol() + ")");
        }
    }

    private Pointer parameters(Launch launch, Lane lane, int rows) {
        return Pointer.to(
                Pointer.to(weights.get().pointer()),
                Pointer.to(ops.get().pointer()),
                Pointer.to(lane.in().pointer()),
                Pointer.to(lane.out().pointer()),
                Pointer.to(lane.scratch().pointer()),
                Pointer.to(new int[] {program.inStride()}),
                Pointer.to(new int[] {program.outStride()}),
                Pointer.to(new int[] {program.scratchStride()}),
                Pointer.to(new int[] {rows}),
                Pointer.to(new int[] {launch.first()}),
                Pointer.to(new int[] {launch.count()}));
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
        ops.get().close();
        weights.get().close();
    }
}
