/** The inference contract: what a symbol asks a forecaster and what it gets back. */
package io.aurora.domain.inference;
