package io.aurora.inference.cuda;

import jcuda.driver.CUresult;
import jcuda.driver.JCudaDriver;

/** The CUDA driver of this machine: found and initialised once in a process, and the answer remembered. */
final class CudaDriver {
    /** CUDA version of the toolkit that made the kernels, as the driver counts: 1000 major + 10 minor. */
    static final int NEEDED = 13000;

    /** First driver line that supports it. */
    static final int NEEDED_LINE = 580;

    private static final int MAJOR = 1000;
    private static final int MINOR = 10;

    private CudaDriver() {}

    /**
     * What there is.
     *
     * @param absence why there is no usable driver; null where there is one
     * @param version CUDA version that the driver supports, as {@link #NEEDED}; 0 where unknown
     * @param devices devices it answers for
     */
    record State(CudaDevices.None absence, int version, int devices) {
        static State absent(CudaDevices.Cause cause, String reason, int version) {
            return new State(new CudaDevices.None(cause, reason), version, 0);
        }
    }

    private static final class Holder {
        static final State STATE = open();
    }

    static State state() {
        return Holder.STATE;
    }

    private static State open() {
        int[] version = {0};
        int[] devices = {0};
        try {
            JCudaDriver.setExceptionsEnabled(false);
            int result = JCudaDriver.cuInit(0);
            JCudaDriver.cuDriverGetVersion(version);
            if (result == CUresult.CUDA_SUCCESS) {
                result = JCudaDriver.cuDeviceGetCount(devices);
            }
            return judge(result, version[0], devices[0]);
        } catch (LinkageError e) {
            // The first touch tells why (UnsatisfiedLinkError); a later one would only say that the class is unusable.
            return State.absent(CudaDevices.Cause.NO_DRIVER, "no NVIDIA driver: " + reasonOf(e.getMessage()), 0);
        }
    }

    /** What the results of initialisation mean. */
    static State judge(int result, int version, int devices) {
        if (result == CUresult.CUDA_ERROR_NO_DEVICE || result == CUresult.CUDA_SUCCESS && devices == 0) {
            return State.absent(CudaDevices.Cause.NO_DEVICE, "the NVIDIA driver sees no CUDA device", version);
        }
        if (result != CUresult.CUDA_SUCCESS) {
            return State.absent(
                    CudaDevices.Cause.DRIVER_FAILED,
                    "the NVIDIA driver does not start: cuInit=" + result + " (" + CUresult.stringFor(result) + ")",
                    version);
        }
        return new State(null, version, devices);
    }

    /** For people. */
    static String versionText(int version) {
        return "CUDA " + version / MAJOR + "." + version % MAJOR / MINOR;
    }

    /**
     * What the linker said in the end: JCuda tells all its attempts over many lines, the last one with the library that is missing behind
     * the path of its own.
     */
    static String reasonOf(String message) {
        String mark = "UnsatisfiedLinkError: ";
        String reason = "";
        for (String line : String.valueOf(message).split("\\R")) {
            int at = line.indexOf(mark);
            if (reason.isEmpty()) {
                reason = line.strip();
            }
            if (at >= 0) {
                reason = line.substring(at + mark.length()).strip().replaceFirst("^/\\S+: ", "");
            }
        }
        return reason;
    }
}
