/**
 * Re-derivation: replaying bars without actors, and holding recorded events of symbols and of policies' partitions against what the
 * fold makes of them.
 */
package io.aurora.domain.audit;
