/**
 * Networks on CUDA devices. A network is compiled to a {@link io.aurora.inference.cuda.Program}: operations on rows and packed weights;
 * the kernels of {@code src/main/cuda} carry it out, on a device or, in the tests, on the processor. Needs an NVIDIA driver and nothing
 * else; without one every class here still loads and {@link io.aurora.inference.cuda.CudaDevices#find()} says what is missing.
 */
package io.aurora.inference.cuda;
