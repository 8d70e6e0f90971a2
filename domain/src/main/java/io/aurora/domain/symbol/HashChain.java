package io.aurora.domain.symbol;

import io.aurora.domain.bytes.BytesWriter;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The hash chain over one entity's events, a symbol's or the desk's: {@code hash_n = SHA-256(hash_{n-1} || persistence id || sequence number || canonical bytes)},
 * the id in UTF-8, the number in 8 bytes big-endian. The genesis hash is 32 zero bytes.
 */
public final class HashChain {
    public static final int LENGTH = 32;

    private HashChain() {}

    public static byte[] genesis() {
        return new byte[LENGTH];
    }

    /**
     * Hash of event {@code sequenceNr}.
     *
     * @param previous hash of the event before it, 32 bytes
     */
    public static byte[] next(byte[] previous, String persistenceId, long sequenceNr, SymbolEvent event) {
        return next(previous, persistenceId, sequenceNr, EventBytes.encode(event));
    }

    /**
     * Hash of event {@code sequenceNr}, given by its canonical bytes.
     *
     * @param previous hash of the event before it, 32 bytes
     */
    public static byte[] next(byte[] previous, String persistenceId, long sequenceNr, byte[] canonical) {
        if (previous.length != LENGTH) {
            throw new IllegalArgumentException("must have 32 bytes: previous=" + previous.length);
        }
        byte[] id = persistenceId.getBytes(StandardCharsets.UTF_8);
        MessageDigest sha = sha256();
        sha.update(previous);
        sha.update(id);
        sha.update(new BytesWriter(Long.BYTES).putLong(sequenceNr).toBytes());
        return sha.digest(canonical);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
