/**
 * What another policy would have earned on a log that holds the probability of each choice: importance weighting, its self-normalised
 * form and the doubly robust one with a cross-fitted table as reward model, each with a normal interval; and a confidence sequence,
 * which may be looked at as often as one likes.
 *
 * <p>All of them need the log's own probabilities to be right, and where the other policy may choose what the log never could, all but
 * the confidence sequence are biased without a sign of it; the effective sample size warns of weights that come near that.
 */
package io.aurora.domain.learning.offpolicy;
