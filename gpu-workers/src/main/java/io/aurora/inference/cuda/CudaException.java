package io.aurora.inference.cuda;

import io.aurora.inference.EngineLostException;
import java.util.Set;
import jcuda.driver.CUresult;

/** A call of the CUDA driver failed, and the device goes on working. */
public final class CudaException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Results after which nothing on the device's context works any more; another process or a reset may bring the device back. */
    private static final Set<Integer> LOST = Set.of(
            CUresult.CUDA_ERROR_DEINITIALIZED,
            CUresult.CUDA_ERROR_DEVICE_UNAVAILABLE,
            CUresult.CUDA_ERROR_ECC_UNCORRECTABLE,
            CUresult.CUDA_ERROR_NVLINK_UNCORRECTABLE,
            CUresult.CUDA_ERROR_ILLEGAL_ADDRESS,
            CUresult.CUDA_ERROR_LAUNCH_TIMEOUT,
            CUresult.CUDA_ERROR_CONTEXT_IS_DESTROYED,
            CUresult.CUDA_ERROR_ASSERT,
            CUresult.CUDA_ERROR_HARDWARE_STACK_ERROR,
            CUresult.CUDA_ERROR_ILLEGAL_INSTRUCTION,
            CUresult.CUDA_ERROR_MISALIGNED_ADDRESS,
            CUresult.CUDA_ERROR_INVALID_ADDRESS_SPACE,
            CUresult.CUDA_ERROR_INVALID_PC,
            CUresult.CUDA_ERROR_LAUNCH_FAILED,
            CUresult.CUDA_ERROR_SYSTEM_NOT_READY,
            CUresult.CUDA_ERROR_MPS_RPC_FAILURE,
            CUresult.CUDA_ERROR_EXTERNAL_DEVICE,
            CUresult.CUDA_ERROR_UNKNOWN);

    private final int result;

    CudaException(int result, String call) {
        super(text(result, call));
        this.result = result;
    }

    /** Whether the device that gave it is lost. */
    boolean isLoss() {
        return LOST.contains(result);
    }

    /**
     * Lets success pass.
     *
     * @throws EngineLostException where the device is lost
     * @throws CudaException where the call failed otherwise
     */
    static void check(int result, String call) {
        if (result == CUresult.CUDA_SUCCESS) {
            return;
        }
        CudaException failure = new CudaException(result, call);
        if (failure.isLoss()) {
            throw new EngineLostException("the CUDA device is lost: " + failure.getMessage(), failure);
        }
        throw failure;
    }

    private static String text(int result, String call) {
        String hint = switch (result) {
            case CUresult.CUDA_ERROR_OUT_OF_MEMORY -> ", the device's memory is full";
            case CUresult.CUDA_ERROR_NO_BINARY_FOR_GPU -> ", no kernels for this chip";
            case CUresult.CUDA_ERROR_UNSUPPORTED_PTX_VERSION, CUresult.CUDA_ERROR_INVALID_PTX ->
                ", the driver does not know this version of PTX";
            default -> "";
        };
        return "CUDA call failed" + hint + ": " + call + "=" + result + " (" + CUresult.stringFor(result) + ")";
    }
}
