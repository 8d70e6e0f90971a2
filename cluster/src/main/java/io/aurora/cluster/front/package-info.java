/** What the HTTP front asks of a node, answered by its actors, its store and its metrics. */
package io.aurora.cluster.front;
