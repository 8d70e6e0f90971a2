/** Kafka: bars in, decisions and transitions out, and letters that cannot be read. */
package io.aurora.actors.kafka;
