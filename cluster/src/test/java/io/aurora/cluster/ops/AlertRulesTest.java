package io.aurora.cluster.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlertRulesTest {
    private static final List<String> ALERTS = List.of(
            "LatencyP95Degraded",
            "CoverageEmaBelow",
            "SurprisalTailRisk",
            "ProlongedBlockState",
            "FlappingAcceptanceState",
            "KappaPlusCollapse",
            "DataLag",
            "StaleServed",
            "NoBars",
            "KafkaLag",
            "ErrorRateHigh",
            "KillSwitchOn",
            "FallbackActive",
            "InferenceFallback",
            "InferenceParity",
            "ProjectionLag",
            "JournalErrors",
            "ClusterUnreachable");

    @ParameterizedTest
    @CsvSource({"PT1H, prometheus_rules.yaml", "PT1M, prometheus_rules_1m.yaml"})
    void shouldBeTheFileInDeployWhenRendered(Duration barLength, String file) throws IOException {
        assertThat(AlertRules.render(barLength)).isEqualTo(Files.readString(OpsFiles.ops(file)));
    }

    @ParameterizedTest
    @CsvSource({"PT1H, 24h, 5h, 7200", "PT1M, 24m, 5m, 120", "PT5M, 2h, 25m, 600", "PT1S, 5m, 5m, 60"})
    void shouldSpanTwentyFourBarsWhenTheyAreLonger(Duration barLength, String window, String drop, String silence) {
        String rules = AlertRules.render(barLength);

        assertThat(rules)
                .contains("rate(aurora_acceptance_latency_ms_bucket[" + window + "])")
                .contains("max_over_time(aurora_acceptance_kappa_plus[" + drop + "])")
                .contains("aurora_last_bar_timestamp_seconds) > " + silence + "\n")
                .doesNotContain("@");
    }

    @Test
    void shouldRefuseWhenABarIsShorterThanASecond() {
        assertThatThrownBy(() -> AlertRules.render(Duration.ofMillis(500)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("bar_length=PT0.5S");
    }

    @Test
    void shouldCarryEverythingWhenAnAlertIsWritten() throws IOException {
        String rules = AlertRules.render(Duration.ofHours(1));
        List<String> blocks = List.of(rules.split("- alert: "));

        assertThat(blocks.stream()
                        .skip(1)
                        .map(block -> block.lines().findFirst().orElse("")))
                .containsExactlyElementsOf(ALERTS);
        for (String block : blocks.subList(1, blocks.size())) {
            String name = block.lines().findFirst().orElse("");
            assertThat(block).contains("expr: ", "for: ", "severity: ", "summary: ");
            assertThat(block).contains("runbook_url: docs/runbook/" + name + ".md");
            assertThat(Files.readString(OpsFiles.root().resolve("docs/runbook/" + name + ".md")))
                    .as(name)
                    .startsWith("# " + name + "\n")
                    .contains("## What it means", "## Look at", "## Do");
        }
    }

    @Test
    void shouldFireEveryAlertOnceAndKeepItSilentOnceWhenTested() throws IOException {
        String tests = Files.readString(OpsFiles.ops("prometheus_rules_test.yaml"));
        List<String> blocks = Pattern.compile("alertname: (\\w+)\\n +exp_alerts:( \\[])?")
                .matcher(tests)
                .results()
                .map(AlertRulesTest::outcome)
                .toList();

        for (String alert : ALERTS) {
            assertThat(blocks).contains(alert + " fires", alert + " is silent");
        }
    }

    private static String outcome(MatchResult match) {
        return match.group(1) + (match.group(2) == null ? " fires" : " is silent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"prometheus_rules_test.yaml", "prometheus_rules_1m_test.yaml"})
    void shouldFireAsExpectedWhenPromtoolRunsTheTests(String file) throws IOException, InterruptedException {
        Path promtool = promtool();

        Process run = new ProcessBuilder(promtool.toString(), "test", "rules", file)
                .directory(OpsFiles.ops(".").toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(run.waitFor(1, TimeUnit.MINUTES)).as(output).isTrue();
        assertThat(run.exitValue()).as(output).isZero();
    }

    private static Path promtool() {
        String path = System.getenv().getOrDefault("PATH", "");
        for (String directory : path.split(java.io.File.pathSeparator)) {
            Path candidate = Path.of(directory, "promtool");
            if (Files.isExecutable(candidate)) {
                return candidate;
            }
        }
        assumeTrue(
                false, "promtool is not installed: the alert rules were not run (Debian: apt-get install prometheus)");
        throw new IllegalStateException("unreachable");
    }
}
