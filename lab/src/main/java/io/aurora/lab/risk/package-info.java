/**
 * Risk, tails and transfer on files: series of returns from bars, and the figures and reports of {@code aurora risk}.
 *
 * <p>The mathematics is in {@code io.aurora.domain.risk}, {@code tails}, {@code transfer} and {@code statistics}; here files are read and
 * aligned, randomness is seeded, and answers become maps for JSON and tables and plots for the report.
 */
package io.aurora.lab.risk;
