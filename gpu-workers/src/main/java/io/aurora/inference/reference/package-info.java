/**
 * The networks in double precision, written for reading: the oracle that the single-precision engines are held against. Not used by a
 * node.
 */
package io.aurora.inference.reference;
