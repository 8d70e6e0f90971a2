/**
 * Networks on the processor: weights packed once into panels, batches in blocks of rows, several threads; every row's bits as
 * {@code docs/inference-arithmetic.md} has them. The arithmetic itself is {@link io.aurora.inference.cpu.CpuKernels}: plain Java here, the
 * Vector API in a module of its own.
 */
package io.aurora.inference.cpu;
