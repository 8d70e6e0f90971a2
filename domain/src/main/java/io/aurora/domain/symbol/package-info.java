/** One symbol's way from an offered bar to a recorded decision: {@code prepare}, {@code decide}, {@code apply}, its state and its events. Actor, replay and audit share them. */
package io.aurora.domain.symbol;
