/** Replay of files of bars through the fold, and the figures that are taken of its decisions. */
package io.aurora.lab.replay;
