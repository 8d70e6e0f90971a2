/**
 * What operators hang on a node from outside: alert rules for Prometheus, written for the length of the bars that the cluster decides
 * on, because a rate over less than a bar is empty.
 */
package io.aurora.cluster.ops;
