package io.aurora.cluster.node;

import akka.cluster.ConfigValidation;
import akka.cluster.Invalid;
import akka.cluster.JoinConfigCompatChecker;
import akka.cluster.Valid$;
import com.typesafe.config.Config;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Refuses a node whose profiles or models differ from the cluster's, naming the keys: a symbol's outcomes may not depend on where it lives.
 * Both sides' profiles travel as lines {@code key = value} under one key of the configuration.
 */
public final class ProfileCompatibility extends JoinConfigCompatChecker {
    static final String KEY = "aurora-join.profiles";

    /** Called by Akka. */
    public ProfileCompatibility() {
        super();
    }

    /** The lines of a node's profiles. */
    static String lines(SortedMap<String, String> settings) {
        StringBuilder text = new StringBuilder();
        settings.forEach(
                (key, value) -> text.append(key).append(" = ").append(value).append('\n'));
        return text.toString();
    }

    @Override
    public Seq<String> requiredKeys() {
        return immutable(List.of(KEY));
    }

    @Override
    public ConfigValidation check(Config joining, Config cluster) {
        if (!joining.hasPath(KEY) || !cluster.hasPath(KEY)) {
            return new Invalid(immutable(List.of("a node of another program: " + KEY + " is missing")));
        }
        List<String> differences = differences(joining.getString(KEY), cluster.getString(KEY));
        return differences.isEmpty() ? Valid$.MODULE$ : new Invalid(immutable(differences));
    }

    static List<String> differences(String joining, String cluster) {
        SortedMap<String, String> here = parsed(joining);
        SortedMap<String, String> there = parsed(cluster);
        List<String> differences = new ArrayList<>();
        SortedMap<String, String> all = new TreeMap<>(there);
        all.putAll(here);
        for (String key : all.keySet()) {
            String left = here.getOrDefault(key, "absent");
            String right = there.getOrDefault(key, "absent");
            if (!left.equals(right)) {
                differences.add("nodes must agree: " + key + ", joining=" + left + ", cluster=" + right);
            }
        }
        return differences;
    }

    private static SortedMap<String, String> parsed(String lines) {
        SortedMap<String, String> settings = new TreeMap<>();
        lines.lines().forEach(line -> {
            int equals = line.indexOf(" = ");
            settings.put(line.substring(0, equals), line.substring(equals + 3));
        });
        return settings;
    }

    private static <T> Seq<T> immutable(List<T> values) {
        return CollectionConverters.asScala(values).toList();
    }
}
