package io.aurora.domain.features;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Names, order and identity of {@code features-v1}. A model carries {@link #HASH}; one with another hash is refused. */
public final class FeatureSchema {
    public static final String NAME = "features-v1";

    /** In the order of {@link FeatureState#features}. */
    public static final List<String> NAMES = List.of(
            "ret_1",
            "ret_5",
            "ret_20",
            "momentum_10",
            "rv_20",
            "rv_60",
            "rv_ratio",
            "atr_14",
            "rsi_14",
            "vwap_dev_20",
            "macd",
            "macd_signal",
            "macd_hist",
            "boll_pos_20",
            "boll_width_20",
            "vol_z_20",
            "range",
            "clv",
            "jump_share_20",
            "acf1_60");

    public static final int DIMENSION = 20;

    /** Bars since the (re)start before the first one with features. */
    public static final int WARMUP_BARS = 64;

    /** SHA-256, lower-case hex, over the schema's name and the names of its features, each followed by a line feed, in UTF-8. */
    public static final String HASH = hash();

    private FeatureSchema() {}

    private static String hash() {
        String text = NAME + "\n" + String.join("\n", NAMES) + "\n";
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
