/** Execution gating: from a state and its guards to the size that may be risked. */
package io.aurora.domain.execution;
