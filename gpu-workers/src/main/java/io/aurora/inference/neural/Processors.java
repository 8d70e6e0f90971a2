package io.aurora.inference.neural;

import io.aurora.inference.cpu.CpuDevice;
import io.aurora.inference.cpu.KernelChoice;
import io.aurora.inference.cpu.PlainKernels;
import io.aurora.inference.network.NetworkDevice;

/** The processor as a device: with the fastest kernels that this Java has, or with the plain ones, which need nothing. */
public final class Processors {
    private Processors() {}

    /** @param threads that compute; 0: as many as the machine has processors */
    public static NetworkDevice fastest(int threads) {
        int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        return new CpuDevice(count, KernelChoice.ofThisMachine().kernels());
    }

    /** Which kernels this Java computes with and why not faster ones, for people. */
    public static String kernels() {
        KernelChoice choice = KernelChoice.ofThisMachine();
        String passedOver = choice.why().isEmpty() ? "" : ", because " + String.join("; ", choice.why());
        return choice.kernels().name() + " kernels" + passedOver;
    }

    /** What every other device is held against: one thread, plain Java. */
    public static NetworkDevice reference() {
        return new CpuDevice(1, new PlainKernels());
    }
}
