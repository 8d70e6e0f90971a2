/** The commands that need a whole node; the others are contributed by {@code lab}. */
package io.aurora.cluster.cli;
