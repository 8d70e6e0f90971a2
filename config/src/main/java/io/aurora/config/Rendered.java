package io.aurora.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.representer.Representer;

/** A tree of settings as text; each form reads back to the same values. */
final class Rendered {
    private static final ConfigRenderOptions PLAIN = ConfigRenderOptions.defaults()
            .setOriginComments(false)
            .setComments(false)
            .setFormatted(true);

    private Rendered() {}

    static String json(ConfigObject tree) {
        return tree.render(PLAIN.setJson(true));
    }

    static String hocon(ConfigObject tree) {
        return tree.render(PLAIN.setJson(false));
    }

    static String yaml(ConfigObject tree) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        return new Yaml(new SafeConstructor(new LoaderOptions()), new Representer(options), options)
                .dump(tree.unwrapped());
    }
}
