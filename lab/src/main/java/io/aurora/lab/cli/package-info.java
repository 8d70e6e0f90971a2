/** The commands of the laboratory. */
package io.aurora.lab.cli;
