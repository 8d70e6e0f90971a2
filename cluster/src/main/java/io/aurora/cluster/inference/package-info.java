/** A node's part of inference: its devices and workers, the models in force, and what the HTTP front asks of them. */
package io.aurora.cluster.inference;
