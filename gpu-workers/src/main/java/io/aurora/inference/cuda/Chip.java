package io.aurora.inference.cuda;

import static io.aurora.inference.cuda.CudaException.check;

import java.nio.charset.StandardCharsets;
import jcuda.driver.CUdevice;
import jcuda.driver.CUdevice_attribute;
import jcuda.driver.JCudaDriver;

/**
 * What a device says about itself.
 *
 * @param name of the product
 * @param major generation
 * @param minor within it
 * @param multiprocessors how many
 * @param memory bytes
 * @param isCooperative whether it runs cooperative launches
 */
record Chip(String name, int major, int minor, int multiprocessors, long memory, boolean isCooperative) {
    private static final int NAME_BYTES = 256;

    static Chip of(CUdevice device) {
        byte[] name = new byte[NAME_BYTES];
        check(JCudaDriver.cuDeviceGetName(name, name.length, device), "cuDeviceGetName");
        int end = 0;
        while (end < name.length && name[end] != 0) {
            end++;
        }
        long[] memory = {0};
        check(JCudaDriver.cuDeviceTotalMem(memory, device), "cuDeviceTotalMem");
        return new Chip(
                new String(name, 0, end, StandardCharsets.US_ASCII),
                attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MAJOR),
                attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COMPUTE_CAPABILITY_MINOR),
                attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_MULTIPROCESSOR_COUNT),
                memory[0],
                attribute(device, CUdevice_attribute.CU_DEVICE_ATTRIBUTE_COOPERATIVE_LAUNCH) != 0);
    }

    private static int attribute(CUdevice device, int attribute) {
        int[] value = {0};
        check(JCudaDriver.cuDeviceGetAttribute(value, attribute, device), "cuDeviceGetAttribute(" + attribute + ")");
        return value[0];
    }

    /** For people. */
    String text() {
        return name + " (" + major + "." + minor + ", " + multiprocessors + " multiprocessors, " + (memory >> 30)
                + " GiB)";
    }
}
