/**
 * What comes in: bars, the symbols they belong to, and the policies for bars that are missing.
 *
 * <p>Two judges in a row: {@link io.aurora.domain.market.BarValidator} looks at the bar alone, {@link
 * io.aurora.domain.market.BarClock} at its time. Both answer with values, never with exceptions, because a bad bar is business as
 * usual.
 */
package io.aurora.domain.market;
