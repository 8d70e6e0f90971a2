/**
 * Sub-commands of {@code aurora} for work away from a node: simulate, replay, audit, backup, restore, config, bench. Results go to
 * standard output, everything else to standard error. Exit codes: 0 fine, 1 the command's own verdict failed, 2 bad usage or input, 3
 * internal error.
 */
package io.aurora.lab.cli;
