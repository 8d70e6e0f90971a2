package io.aurora.cluster.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import com.typesafe.config.ConfigFactory;
import io.aurora.cluster.cli.StartException;
import io.aurora.config.AuroraSettings;
import io.aurora.config.LoadOptions;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import org.junit.jupiter.api.Test;

/** What the settings of the metrics do. */
class MetricsSettingsTest {
    @Test
    void shouldServeTheScrapeOnAPortOfItsOwnWhenStandalone() throws Exception {
        ActorTestKit kit = ActorTestKit.create(
                ConfigFactory.parseString("akka.actor.provider=local, akka.loglevel=OFF, akka.stdout-loglevel=OFF")
                        .withFallback(ConfigFactory.load()));
        try {
            int port = MetricsPort.start(kit.system(), 0, () -> "up 1\n");

            assertThat(get(port, "/metrics").body()).isEqualTo("up 1\n");
            assertThat(get(port, "/metrics").headers().firstValue("Content-Type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("text/plain; version=0.0.4"));
            assertThat(get(port, "/").statusCode()).isEqualTo(404);
            assertThatThrownBy(() -> MetricsPort.start(kit.system(), port, () -> ""))
                    .isInstanceOf(StartException.class)
                    .hasMessageContaining("aurora.metrics.port=" + port);
        } finally {
            kit.shutdownTestKit();
        }
    }

    @Test
    void shouldScrapeNothingWhenOff() {
        try (NodeMetrics metrics = KamonSetup.start(settings("aurora.metrics.enabled=off"), Clock.systemUTC())) {
            metrics.publish();

            assertThat(metrics.scrape()).isEmpty();
        }
    }

    @Test
    void shouldLabelTheProfileInForceOnlyWhenALabelIsSet() {
        ProfileLabels named = ProfileLabels.of(settings("aurora.metrics.profile_label=desk-7"));
        ProfileLabels plain = ProfileLabels.of(settings("aurora.metrics.profile_label=\"\""));

        assertThat(named.of("default")).isEqualTo("desk-7");
        assertThat(named.of("shadow")).isEqualTo("shadow");
        assertThat(plain.of("default")).isEqualTo("default");
    }

    private static AuroraSettings settings(String override) {
        return AuroraSettings.load(LoadOptions.defaults().withOverrides(override));
    }

    private static HttpResponse<String> get(int port, String path) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }
}
