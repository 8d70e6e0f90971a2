package io.aurora.inference.cuda;

import io.aurora.inference.EngineLostException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** The CUDA devices of this machine, or why there are none. */
public sealed interface CudaDevices {
    /**
     * Devices that took the kernels.
     *
     * @param byOrdinal open, at least one, by the driver's number; the caller closes them
     * @param refused why others were left out, one text each
     */
    record Found(SortedMap<Integer, CudaDevice> byOrdinal, List<String> refused) implements CudaDevices {
        public Found {
            byOrdinal = Collections.unmodifiableSortedMap(new TreeMap<>(byOrdinal));
            refused = List.copyOf(refused);
        }

        /** The devices in the driver's order. */
        public List<CudaDevice> devices() {
            return List.copyOf(byOrdinal.values());
        }
    }

    /**
     * No device can be used.
     *
     * @param cause kind of reason
     * @param reason for people
     */
    record None(Cause cause, String reason) implements CudaDevices {}

    /** Why there is no device. */
    enum Cause {
        /** No driver library, or none for this platform. */
        NO_DRIVER,
        /** The driver does not start. */
        DRIVER_FAILED,
        /** The driver is older than the kernels' PTX. */
        DRIVER_TOO_OLD,
        /** The driver sees no device. */
        NO_DEVICE,
        /** Every device refused the kernels or could not be opened. */
        NO_KERNELS
    }

    /** Opens all devices of this machine that take the kernels. Never fails; without a driver it says so, at no cost the second time. */
    static CudaDevices find() {
        CudaDriver.State driver = CudaDriver.state();
        if (driver.absence() != null) {
            return driver.absence();
        }
        SortedMap<Integer, CudaDevice> devices = new TreeMap<>();
        List<String> refused = new ArrayList<>();
        for (int ordinal = 0; ordinal < driver.devices(); ordinal++) {
            try {
                devices.put(ordinal, new CudaDevice(JCudaContext.open(ordinal)));
            } catch (CudaException | EngineLostException e) {
                refused.add("device " + ordinal + ": " + e.getMessage());
            }
        }
        return devices.isEmpty() ? none(driver.version(), refused) : new Found(devices, refused);
    }

    /**
     * Opens one device again.
     *
     * @param ordinal the driver's number
     * @throws EngineLostException where it does not answer any more, or takes the kernels no more
     */
    static CudaDevice open(int ordinal) {
        try {
            return new CudaDevice(JCudaContext.open(ordinal));
        } catch (CudaException | EngineLostException e) {
            throw new EngineLostException("CUDA device " + ordinal + " cannot be opened again: " + e.getMessage(), e);
        }
    }

    /** Every device refused: an old driver is the likely reason and has its own message. */
    static None none(int version, List<String> refused) {
        String texts = String.join("; ", refused);
        if (version < CudaDriver.NEEDED) {
            return new None(
                    Cause.DRIVER_TOO_OLD,
                    "the NVIDIA driver is too old: it supports " + CudaDriver.versionText(version)
                            + ", the kernels need " + CudaDriver.versionText(CudaDriver.NEEDED) + " (driver "
                            + CudaDriver.NEEDED_LINE + " or newer); " + texts);
        }
        return new None(Cause.NO_KERNELS, "no CUDA device takes the kernels: " + texts);
    }
}
