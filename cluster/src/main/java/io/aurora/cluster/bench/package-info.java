/**
 * Benchmarks of the whole node: durable decisions a second, their latency at half that rate, the bare inserts of the same rows beside
 * them, the time to start and to answer first. They measure the program as it runs, over real tables filled with real histories, and
 * print their conditions with every figure.
 */
package io.aurora.cluster.bench;
