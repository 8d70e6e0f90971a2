/**
 * What is stored, where and how it is read back. {@link io.aurora.persistence.SymbolCheckpoint} is the stored state of a symbol;
 * {@code serial} holds the stored forms, {@code store} the database with its schema and pools, {@code journal} the journal as it is
 * read offline, {@code readside} the tables fed from it, {@code backup} copies of everything, {@code bars} files of market bars.
 */
package io.aurora.persistence;
