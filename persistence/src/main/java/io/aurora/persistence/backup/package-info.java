/**
 * Copies of a whole store in one portable file: {@link io.aurora.persistence.backup.Backup} writes it, from a running node too, and
 * {@link io.aurora.persistence.backup.Restore} reads it into an empty store of either kind, which also moves a journal from H2 to
 * PostgreSQL.
 *
 * <p>The file is gzip over lines of JSON. First a header ({@code format}, {@code version}, {@code schema}, {@code created_at}); for
 * each table a line with its name, columns and kinds, a line (an array) for each row in the order of its key, and a line with the
 * number of rows and the SHA-256 over their lines; last a line {@code complete} with the SHA-256 over everything before it. Bytes are
 * base64, doubles the 16 hexadecimal digits of their IEEE bits.
 */
package io.aurora.persistence.backup;
