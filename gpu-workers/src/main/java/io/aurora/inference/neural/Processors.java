package io.aurora.inference.neural;

import io.aurora.inference.cpu.CpuDevice;
import io.aurora.inference.cpu.CpuKernels;
import io.aurora.inference.cpu.PlainKernels;
import io.aurora.inference.network.NetworkDevice;
import java.util.ServiceLoader;

/** The processor as a device: with the fastest kernels that this Java has, or with the plain ones, which need nothing. */
public final class Processors {
    private Processors() {}

    /** @param threads that compute; 0: as many as the machine has processors */
    public static NetworkDevice fastest(int threads) {
        int count = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
        return new CpuDevice(
                count, ServiceLoader.load(CpuKernels.class).findFirst().orElseGet(PlainKernels::new));
    }

    /** What every other device is held against: one thread, plain Java. */
    public static NetworkDevice reference() {
        return new CpuDevice(1, new PlainKernels());
    }
}
