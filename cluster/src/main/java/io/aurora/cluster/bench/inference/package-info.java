/** Benchmark of the way from a symbol to its forecast: requests at a given rate through the router to a worker of this process. */
package io.aurora.cluster.bench.inference;
