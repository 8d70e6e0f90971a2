/**
 * May what was calibrated in one market be used in another, and which symbols' extremes lead which others'?
 *
 * <p>{@link io.aurora.domain.transfer.TransferValidation} judges a source and a target domain by four criteria and reports each with its value, threshold, sample
 * size and power. {@link io.aurora.domain.transfer.CausalGraph} tests all ordered pairs of a set of symbols; {@link io.aurora.domain.transfer.CausalControl}
 * allows tail policies only on validated graphs. Simulated domains and graphs with known answers stand beside both. Pure functions of their arguments, deterministic to
 * the bit.
 */
package io.aurora.domain.transfer;
