/**
 * Whole nodes in processes of their own, driven as users drive them: by command line, HTTP, Kafka, files and signals. They are stopped,
 * killed, started over the same store, and their journals are audited.
 */
package io.aurora.cluster.e2e;
