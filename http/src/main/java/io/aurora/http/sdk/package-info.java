/**
 * For Java programs that ask a node: {@link io.aurora.http.sdk.DecisionClient} knows the decision loop's endpoints by plain maps and the
 * JDK's own HTTP client. It needs Jackson and nothing else of this program.
 */
package io.aurora.http.sdk;
