/**
 * Ways in besides HTTP: the built-in market, files and Kafka. Each keeps the order of a symbol's bars, offers a bar until it is taken
 * or refused, and so carries the symbols' back-pressure to its source.
 */
package io.aurora.actors.ingest;
