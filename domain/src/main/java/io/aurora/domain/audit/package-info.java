/** Re-derivation: replaying bars without actors, and holding recorded events against what the fold makes of them. */
package io.aurora.domain.audit;
