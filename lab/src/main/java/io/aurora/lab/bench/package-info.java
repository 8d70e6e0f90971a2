/** Benchmarks of the fold: bars a second on one core, bytes and heap of a symbol's state. */
package io.aurora.lab.bench;
