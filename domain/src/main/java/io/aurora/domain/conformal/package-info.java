/**
 * Adaptive inductive conformal prediction (spec page 10, sections 3 and 4): scores and their quantile, controllers of alpha, inflation,
 * coverage and surprisal.
 *
 * <p>A bar is judged in two steps. A preview reads only and says what a settlement and the next interval would be; the mutators then
 * bring {@link io.aurora.domain.conformal.ConformalState} to exactly those figures, bit for bit. Controllers are small immutable
 * values; windows are mutable, owned by one symbol, and offer previews of themselves "after" one more value.
 *
 * <p>Guarantee: with exchangeable scores and a fixed alpha the window quantile covers with probability at least {@code 1 - alpha}
 * (finite sample, from 30 scores on); under drift the controllers hold the long-run miss rate near its target. Ties count as covered.
 * Nothing here is thread-safe; NaN is refused at the door ({@link io.aurora.domain.conformal.OpenForecast}, the settled return).
 */
package io.aurora.domain.conformal;
