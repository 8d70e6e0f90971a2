/**
 * One class of ours in the place of Kamon's: its gate of Akka versions, which knows none later than 2.7. See decision 0005. Nothing of
 * AURORA may use this package; it goes when Kamon knows Akka 2.8.
 */
package kamon.instrumentation.akka.instrumentations;
