/**
 * The node and the command line: what ties every module together. {@code Main} is the program, {@code node} wires a running node.
 */
package io.aurora.cluster;
