package io.aurora.inference.cuda;

import io.aurora.inference.EngineLostException;
import java.util.ArrayList;
import java.util.List;

/** The CUDA devices of this machine, or why there are none. */
public sealed interface CudaDevices {
    /**
     * Devices that took the kernels.
     *
     * @param devices open, at least one; the caller closes them
     * @param refused why others were left out, one text each
     */
    record Found(List<CudaDevice> devices, List<String> refused) implements CudaDevices {
        public Found {
            devices = List.copyOf(devices);
            refused = List.copyOf(refused);
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
        List<CudaDevice> devices = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        for (int ordinal = 0; ordinal < driver.devices(); ordinal++) {
            try {
                devices.add(new CudaDevice(JCudaContext.open(ordinal)));
            } catch (CudaException | EngineLostException e) {
                refused.add("device " + ordinal + ": " + e.getMessage());
            }
        }
        return devices.isEmpty() ? none(driver.version(), refused) : new Found(devices, refused);
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
