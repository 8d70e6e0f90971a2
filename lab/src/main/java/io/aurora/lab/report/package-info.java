/** The folder that a run leaves: run.json, machine-readable results and a report to be read in a browser, whole in one file. */
package io.aurora.lab.report;
