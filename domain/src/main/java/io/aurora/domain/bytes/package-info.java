/** Fixed big-endian binary layouts: the bytes that hashes, digests and snapshots are made of. */
package io.aurora.domain.bytes;
