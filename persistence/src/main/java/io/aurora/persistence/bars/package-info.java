/**
 * Files of bars: CSV, plain or gzip-compressed, read and written as streams.
 *
 * <p>{@link io.aurora.persistence.bars.BarCsv} opens and writes files, {@link io.aurora.persistence.bars.BarReader} gives one
 * {@link io.aurora.persistence.bars.BarRow} a line, good or refused, and {@link io.aurora.persistence.bars.BarLength} finds the
 * length of a file's bars. What a bar may hold is not decided here: a row is refused only where its text cannot be read.
 */
package io.aurora.persistence.bars;
