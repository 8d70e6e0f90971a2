/**
 * Checks of arguments shared by the records and algorithms of the domain. A failed check throws {@link java.lang.IllegalArgumentException} with
 * a message of the form {@code rule: name=value}; NaN never passes.
 */
package io.aurora.domain.check;
