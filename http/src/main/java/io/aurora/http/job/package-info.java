/**
 * Work that outlasts a request: a small bounded registry of background jobs with progress and cancel. Jobs live in the memory of the node that took
 * them; other nodes do not know them, and none outlives its node. What a job changed is stored by whoever keeps it.
 */
package io.aurora.http.job;
