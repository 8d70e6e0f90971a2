/**
 * The laboratory: what is done with bars and journals away from a running node, through the same functions that the node's symbols run.
 * Commands parse and print; the work is in the packages beside them.
 */
package io.aurora.lab;
