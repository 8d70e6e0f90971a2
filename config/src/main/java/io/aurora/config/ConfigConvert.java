package io.aurora.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Rewrites a profile file in another form and under AURORA's own names: prefixes and aliases of the original projects are
 * resolved, variables of YAML are expanded. The result says the same as the file: reading either gives equal settings.
 */
public final class ConfigConvert {
    private ConfigConvert() {}

    /** Form of the result. */
    public enum Format {
        HOCON,
        JSON,
        YAML
    }

    /**
     * What became of the file.
     *
     * @param text the file in its new form
     * @param warnings what was read otherwise than its author may think
     */
    public record Converted(String text, List<String> warnings) {
        public Converted {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * Converts the profile file that the options name; settings of one profile are written relative to it, those of several
     * below {@code profiles}, settings of the node below {@code aurora}.
     *
     * @throws SettingsException where the file cannot be used
     */
    public static Converted convert(LoadOptions options, Format format) {
        Path file = options.profileFile().orElseThrow(() -> new IllegalArgumentException("must be set: profile_file"));
        AuroraSettings settings = AuroraSettings.load(options);
        List<Entry> entries = SettingsLoader.profileFile(file, options, settings.profile());
        return new Converted(render(tree(entries, settings.profile()), format), settings.warnings());
    }

    private static Config tree(List<Entry> entries, String target) {
        boolean profilesOnly =
                entries.stream().allMatch(entry -> entry.path().get(0).equals(Schema.PROFILES));
        TreeSet<String> names = new TreeSet<>();
        if (profilesOnly) {
            entries.forEach(entry -> names.add(entry.path().get(1)));
        }
        int cut = !profilesOnly ? 0 : names.equals(new TreeSet<>(List.of(target))) ? 2 : 0;
        Config config = ConfigFactory.empty();
        for (Entry entry : entries) {
            List<String> path = new ArrayList<>(profilesOnly ? List.of() : List.of("aurora"));
            path.addAll(entry.path().subList(cut, entry.path().size()));
            config = config.withValue(ConfigUtil.joinPath(path), entry.value());
        }
        return config;
    }

    private static String render(Config config, Format format) {
        switch (format) {
            case HOCON:
                return Rendered.hocon(config.root());
            case JSON:
                return Rendered.json(config.root());
            case YAML:
                return Rendered.yaml(config.root());
            default:
                throw new IllegalStateException("unknown format: format=" + format);
        }
    }
}
