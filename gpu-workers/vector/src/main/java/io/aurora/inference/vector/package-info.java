/**
 * The processor's kernels on the JDK's incubating Vector API, in a module of their own: without {@code --add-modules jdk.incubator.vector}
 * they cannot be loaded and the plain twin serves.
 */
package io.aurora.inference.vector;
