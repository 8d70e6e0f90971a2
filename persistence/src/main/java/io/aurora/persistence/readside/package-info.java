/** The read side: tables fed from the journal by projections, and queries over them. The journal alone is the truth. */
package io.aurora.persistence.readside;
