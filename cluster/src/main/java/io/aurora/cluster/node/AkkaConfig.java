package io.aurora.cluster.node;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import io.aurora.config.AuroraSettings;
import io.aurora.config.NodeSettings;
import io.aurora.domain.inference.ModelIds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Akka's configuration of a node: what {@code application.conf} says of every node, and what follows from this one's settings. */
public final class AkkaConfig {
    private AkkaConfig() {}

    /**
     * The configuration of a node's actor system.
     *
     * @param models ids of the settings' models
     * @param store what the opened store asks for
     */
    public static Config of(AuroraSettings settings, ModelIds models, Config store) {
        return ConfigFactory.parseMap(values(settings, models), "node settings")
                .withFallback(contactPoints(settings.node()))
                .withFallback(store)
                .withFallback(ConfigFactory.load());
    }

    private static Map<String, Object> values(AuroraSettings settings, ModelIds models) {
        NodeSettings node = settings.node();
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("akka.remote.artery.canonical.hostname", node.host());
        values.put("akka.remote.artery.canonical.port", node.portOf(node.arteryPort()));
        values.put("akka.remote.artery.bind.hostname", node.host());
        values.put("akka.management.http.hostname", node.host());
        values.put("akka.management.http.port", node.portOf(node.managementPort()));
        values.put("akka.cluster.roles", roles(node));
        values.put("akka.cluster.sharding.number-of-shards", node.shards());
        values.put(
                "akka.cluster.sharding.passivation.default-strategy.active-entity-limit",
                settings.actor().passivationLimit());
        values.put(
                "akka.coordinated-shutdown.phases.cluster-sharding-shutdown-region.timeout",
                node.leaveTimeout().toMillis() + "ms");
        // one second more than the front itself takes, so that its own end comes first
        values.put(
                "akka.coordinated-shutdown.phases.service-unbind.timeout",
                settings.http().drain().plusSeconds(1).toMillis() + "ms");
        values.put("akka.coordinated-shutdown.phases.before-service-unbind.timeout", "15s");
        SortedMap<String, String> agreed = new TreeMap<>(settings.profileSettings());
        agreed.put("aurora.inference.student", models.student());
        agreed.put("aurora.inference.router", models.router());
        values.put(ProfileCompatibility.KEY, ProfileCompatibility.lines(agreed));
        return values;
    }

    private static List<String> roles(NodeSettings node) {
        return node.roles().stream()
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    /** Where to look for the cluster: the endpoints of the service that the bootstrap asks for. */
    private static Config contactPoints(NodeSettings node) {
        List<Map<String, Object>> endpoints = new ArrayList<>();
        for (String point : node.contactPoints()) {
            int colon = point.lastIndexOf(':');
            endpoints.add(
                    Map.of("host", point.substring(0, colon), "port", Integer.parseInt(point.substring(colon + 1))));
        }
        return ConfigFactory.empty()
                .withValue("akka.discovery.config.services.aurora.endpoints", ConfigValueFactory.fromAnyRef(endpoints));
    }
}
