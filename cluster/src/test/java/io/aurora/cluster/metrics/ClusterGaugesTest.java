package io.aurora.cluster.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.ActorTestKit;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import akka.cluster.typed.Join;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.aurora.config.AuroraSettings;
import io.aurora.config.LoadOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClusterGaugesTest {
    private static final Config ALONE = ConfigFactory.parseMap(Map.of(
            "akka.actor.provider", "cluster",
            "akka.remote.artery.canonical.hostname", "127.0.0.1",
            "akka.remote.artery.canonical.port", 0,
            "akka.cluster.configuration-compatibility-check.enforce-on-join", "off",
            "akka.loglevel", "WARNING"));

    @Test
    void shouldShowMembersAndDeskWhenRead() throws InterruptedException {
        ActorTestKit kit = ActorTestKit.create(ALONE.withFallback(ConfigFactory.load()));
        AuroraSettings settings =
                AuroraSettings.load(LoadOptions.defaults().withOverrides("aurora.metrics.tick=100ms"));
        try (NodeMetrics metrics = KamonSetup.start(settings, Clock.systemUTC())) {
            Cluster cluster = Cluster.get(kit.system());
            cluster.manager().tell(Join.create(cluster.selfMember().address()));
            kit.createTestProbe().awaitAssert(Duration.ofSeconds(20), () -> {
                assertThat(cluster.selfMember().status()).isEqualTo(MemberStatus.up());
                return null;
            });

            ClusterGauges.show(kit.system(), Optional::empty, metrics);
            PrometheusText scrape = PrometheusText.parse(Ticks.start()
                    .scrapeWith(
                            metrics,
                            "aurora_cluster_members{status=\"up\"} 1.0",
                            "aurora_kill_switch{reason=\"desk_unknown\"} 1.0"));

            assertThat(scrape.value("aurora_cluster_unreachable", Map.of())).isZero();
            assertThat(scrape.value("aurora_cluster_members", Map.of("status", "down")))
                    .isZero();
        } finally {
            kit.shutdownTestKit();
        }
    }
}
