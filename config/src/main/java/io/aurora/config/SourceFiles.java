package io.aurora.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Reads one file of settings by its ending: {@code .conf}, {@code .json}, {@code .yaml}, {@code .yml}. */
final class SourceFiles {
    private static final ConfigResolveOptions NO_SYSTEM =
            ConfigResolveOptions.defaults().setUseSystemEnvironment(false);

    private SourceFiles() {}

    /**
     * Reads a file.
     *
     * @param context what {@code ${...}} of HOCON may refer to besides the file itself
     * @param env what {@code ${...}} in the text of YAML and JSON refers to
     */
    static ConfigObject read(Path file, Config context, Map<String, String> env) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".yaml") || name.endsWith(".yml")) {
            return YamlReader.read(file, text(file), env);
        }
        if (name.endsWith(".conf") || name.endsWith(".json")) {
            text(file);
            ConfigObject tree = hocon(file, context);
            return name.endsWith(".json") ? (ConfigObject) expanded(tree, env) : tree;
        }
        throw failure(file.toString(), "must end in .conf, .json, .yaml or .yml: file=" + file);
    }

    private static ConfigObject hocon(Path file, Config context) {
        try {
            Config parsed = ConfigFactory.parseFile(file.toFile());
            return parsed.resolveWith(parsed.withFallback(context), NO_SYSTEM).root();
        } catch (ConfigException e) {
            throw failure(where(e, file), "not readable as HOCON or JSON: " + detail(e));
        }
    }

    /** The same with variables in its text expanded: JSON has no substitution of its own. */
    private static ConfigValue expanded(ConfigValue value, Map<String, String> env) {
        if (value instanceof ConfigObject object) {
            Map<String, ConfigValue> items = new TreeMap<>();
            object.forEach((key, item) -> items.put(key, expanded(item, env)));
            return ConfigValueFactory.fromMap(items).withOrigin(value.origin());
        }
        if (value instanceof ConfigList list) {
            List<ConfigValue> items =
                    list.stream().map(item -> expanded(item, env)).toList();
            return ConfigValueFactory.fromIterable(items).withOrigin(value.origin());
        }
        if (value.valueType() != ConfigValueType.STRING) {
            return value;
        }
        String text = value.unwrapped().toString();
        EnvText.missing(text, env).ifPresent(name -> {
            throw failure(Origins.text(value), "variable must be set or have a default: ${" + name + "}");
        });
        return ConfigValueFactory.fromAnyRef(EnvText.expand(text, env)).withOrigin(value.origin());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (NoSuchFileException e) {
            throw failure(file.toString(), "file must exist: file=" + file);
        } catch (MalformedInputException e) {
            throw failure(file.toString(), "file must be UTF-8 text: file=" + file);
        } catch (IOException | UncheckedIOException e) {
            throw failure(file.toString(), "file must be readable: file=" + file + ", cause=" + e.getMessage());
        }
    }

    static String where(ConfigException e, Path file) {
        return e.origin() != null && e.origin().lineNumber() > 0
                ? file + ":" + e.origin().lineNumber()
                : file.toString();
    }

    /** The library's message without the place, which stands in front already. */
    static String detail(ConfigException e) {
        String message = e.getMessage();
        String origin = e.origin() == null ? "" : e.origin().description() + ": ";
        return !origin.isEmpty() && message.startsWith(origin) ? message.substring(origin.length()) : message;
    }

    private static SettingsException failure(String where, String text) {
        return new SettingsException(new Problem(where, "", text));
    }
}
