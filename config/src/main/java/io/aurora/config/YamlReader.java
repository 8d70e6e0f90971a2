package io.aurora.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML into configuration values that know their line. Only plain data is built, never a Java object; a key given twice is
 * refused, anchors and merge keys work, variables are expanded by {@link EnvText}.
 */
final class YamlReader {
    private static final int MAX_DEPTH = 50;

    private final Path file;
    private final Map<String, String> env;
    private final Scalars scalars = new Scalars();

    private YamlReader(Path file, Map<String, String> env) {
        this.file = file;
        this.env = env;
    }

    /** Gives access to the safe construction of one scalar. */
    private static final class Scalars extends SafeConstructor {
        Scalars() {
            super(new LoaderOptions());
        }

        Object of(ScalarNode node) {
            return constructObject(node);
        }
    }

    /**
     * Reads a document.
     *
     * @param file name for messages
     * @throws SettingsException where it is not YAML, not a map, or a variable is not set
     */
    static ConfigObject read(Path file, String text, Map<String, String> env) {
        YamlReader reader = new YamlReader(file, env);
        try {
            Node root = new Yaml(new SafeConstructor(new LoaderOptions())).compose(new StringReader(text));
            if (root == null) {
                return ConfigValueFactory.fromMap(Map.of(), file.toString());
            }
            if (!(root instanceof MappingNode)) {
                throw reader.problem(root, "must be a map of settings");
            }
            return (ConfigObject) reader.value(root, 0);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            throw failure(file + ":" + line, "not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            throw failure(file.toString(), "not YAML: " + e.getMessage());
        }
    }

    private ConfigValue value(Node node, int depth) {
        if (depth > MAX_DEPTH) {
            throw problem(node, "nested too deeply, or an anchor that holds itself");
        }
        ConfigOrigin origin = Origins.file(file, node.getStartMark().getLine() + 1);
        Object plain;
        if (node instanceof MappingNode map) {
            plain = map(map, depth);
        } else if (node instanceof SequenceNode list) {
            List<ConfigValue> items = new ArrayList<>();
            list.getValue().forEach(item -> items.add(value(item, depth + 1)));
            plain = items;
        } else {
            plain = scalar((ScalarNode) node);
        }
        return ConfigValueFactory.fromAnyRef(plain).withOrigin(origin);
    }

    private Map<String, ConfigValue> map(MappingNode node, int depth) {
        Map<String, ConfigValue> merged = new LinkedHashMap<>();
        Map<String, ConfigValue> own = new LinkedHashMap<>();
        for (NodeTuple tuple : node.getValue()) {
            if (tuple.getKeyNode().getTag().equals(Tag.MERGE)) {
                merge(tuple.getValueNode(), depth, merged);
            } else if (own.put(key(tuple.getKeyNode()), value(tuple.getValueNode(), depth + 1)) != null) {
                throw problem(tuple.getKeyNode(), "key given twice: " + key(tuple.getKeyNode()));
            }
        }
        merged.putAll(own);
        return merged;
    }

    private void merge(Node node, int depth, Map<String, ConfigValue> merged) {
        List<Node> sources = node instanceof SequenceNode list ? list.getValue() : List.of(node);
        for (Node source : sources) {
            if (!(source instanceof MappingNode map)) {
                throw problem(source, "a merge key must name a map");
            }
            map(map, depth + 1).forEach(merged::putIfAbsent);
        }
    }

    private String key(Node node) {
        if (!(node instanceof ScalarNode scalar)) {
            throw problem(node, "a key must be a word");
        }
        return scalar.getValue();
    }

    private Object scalar(ScalarNode node) {
        String text = node.getValue();
        if (!EnvText.isReference(text)) {
            return scalars.of(node);
        }
        EnvText.missing(text, env).ifPresent(name -> {
            throw problem(node, "variable must be set or have a default: ${" + name + "}");
        });
        return EnvText.expand(text, env);
    }

    private SettingsException problem(Node node, String text) {
        return failure(file + ":" + (node.getStartMark().getLine() + 1), text);
    }

    private static SettingsException failure(String where, String text) {
        return new SettingsException(new Problem(where, "", text));
    }
}
