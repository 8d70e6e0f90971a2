package io.aurora.cluster.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.aurora.cluster.metrics.MetricNames;
import io.aurora.cluster.metrics.MetricSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Rules and dashboards speak only of what a node exposes. */
class MetricReferencesTest {
    private static final Pattern SERIES = Pattern.compile("\\b(?:aurora|jvm|process|akka)_[a-z0-9_]+\\b");
    private static final Pattern SELECTOR = Pattern.compile("\\b(aurora_[a-z0-9_]+)\\{([^}]*)}");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)(?:=~|!~|!=|=)\"");

    @Test
    void shouldNameExposedSeriesOnlyWhenRulesAreWritten() throws IOException {
        for (String file : List.of("prometheus_rules.yaml", "prometheus_rules_1m.yaml", "prometheus_rules_test.yaml")) {
            Set<String> named = named(withoutComments(Files.readString(OpsFiles.ops(file))));
            assertThat(named).as(file).isNotEmpty().isSubsetOf(MetricNames.series());
        }
    }

    @Test
    void shouldNameExposedSeriesOnlyWhenTheDashboardIsWritten() throws IOException {
        List<String> expressions = expressions();

        assertThat(expressions).hasSizeGreaterThan(30);
        for (String expression : expressions) {
            Set<String> named = named(expression);
            assertThat(named).as(expression).isNotEmpty().isSubsetOf(MetricNames.series());
        }
    }

    @Test
    void shouldSelectByExistingLabelsOnlyWhenQueriesAreWritten() throws IOException {
        List<String> queries = new ArrayList<>(expressions());
        queries.add(Files.readString(OpsFiles.ops("prometheus_rules.yaml")));
        for (String query : queries) {
            Matcher selector = SELECTOR.matcher(query);
            while (selector.find()) {
                Set<String> labels = labelsOf(selector.group(1));
                Matcher label = LABEL.matcher(selector.group(2));
                while (label.find()) {
                    assertThat(labels).as(selector.group()).contains(label.group(1));
                }
            }
        }
    }

    @Test
    void shouldKeepTheQueriesOfTheSourcesWhenNamesAreChanged() {
        List<String> queries = List.of(
                "histogram_quantile(0.95, sum by (le,profile) (rate(aurora_acceptance_latency_ms_bucket[5m])))",
                "histogram_quantile(0.95, sum(rate(aurora_acceptance_latency_ms_bucket[5m])) by (le))",
                "avg_over_time(aurora_execution_risk_scale[15m])",
                "sum(rate(aurora_execution_block_total{reason!=\"decision\"}[15m])) by (reason,profile)");
        for (String query : queries) {
            assertThat(named(query)).as(query).isNotEmpty().isSubsetOf(MetricNames.series());
        }
        assertThat(labelsOf("aurora_acceptance_latency_ms_bucket")).contains("le", "profile");
        assertThat(labelsOf("aurora_execution_block_total")).contains("reason", "profile");
    }

    private static Set<String> named(String query) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = SERIES.matcher(query);
        while (matcher.find()) {
            names.add(matcher.group());
        }
        return names;
    }

    private static String withoutComments(String yaml) {
        return yaml.replaceAll("(?m)^\\s*#.*$", "");
    }

    private static Set<String> labelsOf(String series) {
        Set<String> labels = new TreeSet<>(Set.of("le", "instance", "job"));
        for (MetricSpec metric : MetricNames.all()) {
            if (metric.series().contains(series)) {
                labels.addAll(metric.labels());
            }
        }
        return labels;
    }

    private static List<String> expressions() throws IOException {
        Path file = OpsFiles.root().resolve("deploy/monitoring/grafana/aurora.json");
        List<String> expressions = new ArrayList<>();
        for (JsonNode expression : new ObjectMapper().readTree(file.toFile()).findValues("expr")) {
            expressions.add(expression.asText());
        }
        return expressions;
    }
}
