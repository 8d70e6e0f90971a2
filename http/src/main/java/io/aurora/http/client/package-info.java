/**
 * What the decision loop asks of services outside, over a pool of Akka HTTP: the router for execution scores and the psi field. Every
 * call ends in time, reads no more than a small answer, and leaves nothing behind in its connection. Whoever calls a node from Java is
 * served by {@code io.aurora.http.sdk} instead.
 */
package io.aurora.http.client;
