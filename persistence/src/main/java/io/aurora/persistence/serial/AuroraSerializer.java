package io.aurora.persistence.serial;

import akka.serialization.SerializerWithStringManifest;

/** Akka's way to {@link StoredForms}. Its identifier stands in every stored row and never changes. */
public final class AuroraSerializer extends SerializerWithStringManifest {
    public static final int IDENTIFIER = 710_001;

    @Override
    public int identifier() {
        return IDENTIFIER;
    }

    @Override
    public String manifest(Object value) {
        return StoredForms.manifest(value);
    }

    @Override
    public byte[] toBinary(Object value) {
        return StoredForms.toBytes(value);
    }

    @Override
    public Object fromBinary(byte[] bytes, String manifest) {
        return StoredForms.fromBytes(manifest, bytes);
    }
}
