/**
 * Stored forms of events and snapshots: CBOR, one flat array of fields in a fixed order per type and version, named by a manifest
 * {@code type:version}. A manifest is never used again for another layout; a new layout is a new version, read beside the old ones.
 * {@link io.aurora.persistence.serial.StoredForms} is the registry and {@link io.aurora.persistence.serial.AuroraSerializer} its
 * face to Akka. Writing is deterministic: equal values give equal bytes on every machine.
 */
package io.aurora.persistence.serial;
