/**
 * Off-policy evaluation of logs in files: the decision loop's own log and the Open Bandit logs become
 * {@link io.aurora.lab.ope.PolicyLog}, {@link io.aurora.lab.ope.Targets} are the policies that can be asked for, and
 * {@link io.aurora.lab.ope.CoverageExperiment} counts how often the intervals hold the truth where it is known.
 */
package io.aurora.lab.ope;
