/**
 * The journal as rows, read by plain JDBC: {@link io.aurora.persistence.journal.JournalTail} follows it as it grows and feeds the
 * projections, {@link io.aurora.persistence.journal.JournalReader} goes through what is there, and {@link
 * io.aurora.persistence.journal.JournalLine} carries rows as lines of text. Nothing here writes to a store.
 */
package io.aurora.persistence.journal;
