/**
 * Audit of recorded decisions: journals of a store or of a running node, held event by event against their stored form, their sequence,
 * the hash chain and the fold.
 */
package io.aurora.lab.audit;
