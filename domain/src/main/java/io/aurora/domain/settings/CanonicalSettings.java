package io.aurora.domain.settings;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The one written form of a profile: a line {@code path = value} for every setting, sorted by path (UTF-16 order), each ended by a
 * line feed. Doubles have the fewest digits that read back to the same bits, worked out by {@link SettingText} itself, because
 * {@code Double.toString} differs between JDKs. The text is what events store, and {@link #parse} rebuilds the profile from it bit
 * for bit; it is also HOCON. Costs a reflective walk: keep the digest, do not take it for every bar.
 */
public final class CanonicalSettings {
    private static final String EQUALS = " = ";

    private CanonicalSettings() {}

    /** Canonical text; the same for equal profiles and different for different ones. */
    public static String text(Profile profile) {
        Map<String, Object> values = SettingsTree.values(profile);
        SortedMap<String, String> lines = new TreeMap<>();
        SettingsTree.leaves(Profile.class)
                .forEach(leaf -> lines.put(leaf.path(), SettingText.write(leaf, values.get(leaf.path()))));
        StringBuilder text = new StringBuilder();
        lines.forEach(
                (path, value) -> text.append(path).append(EQUALS).append(value).append('\n'));
        return text.toString();
    }

    /** SHA-256 of the canonical text in UTF-8, as 64 lower-case hexadecimal digits. */
    public static String digest(Profile profile) {
        return digest(text(profile));
    }

    /** Digest of a canonical text as it was stored. */
    public static String digest(String text) {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(sha.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Reads a canonical text back.
     *
     * @throws IllegalArgumentException where a line is malformed, unknown, missing or given twice, or a value is refused
     */
    public static Profile parse(String text) {
        SortedMap<String, String> lines = lines(text);
        Profile profile = SettingsTree.build(Profile.class, leaf -> {
            String value = lines.remove(leaf.path());
            if (value == null) {
                throw new IllegalArgumentException("missing setting: path=" + leaf.path());
            }
            return SettingText.read(leaf, value);
        });
        if (!lines.isEmpty()) {
            throw new IllegalArgumentException("unknown setting: path=" + lines.firstKey());
        }
        return profile;
    }

    private static SortedMap<String, String> lines(String text) {
        SortedMap<String, String> lines = new TreeMap<>();
        int number = 0;
        for (String line : text.split("\n")) {
            number++;
            int at = line.indexOf(EQUALS);
            if (at < 1) {
                throw new IllegalArgumentException("must read 'path = value': line=" + number + ", text=" + line);
            }
            String path = line.substring(0, at);
            if (lines.put(path, line.substring(at + EQUALS.length())) != null) {
                throw new IllegalArgumentException("setting given twice: path=" + path + ", line=" + number);
            }
        }
        return lines;
    }
}
