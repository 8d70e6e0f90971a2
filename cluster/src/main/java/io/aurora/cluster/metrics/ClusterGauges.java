package io.aurora.cluster.metrics;

import akka.actor.typed.ActorSystem;
import akka.cluster.ClusterEvent.CurrentClusterState;
import akka.cluster.Member;
import akka.cluster.MemberStatus;
import akka.cluster.typed.Cluster;
import io.aurora.domain.desk.DeskState;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The cluster as this node sees it, read off its own copy of the membership; no message is sent. */
public final class ClusterGauges {
    private static final List<MemberStatus> SHOWN = List.of(
            MemberStatus.joining(),
            MemberStatus.weaklyUp(),
            MemberStatus.up(),
            MemberStatus.leaving(),
            MemberStatus.exiting(),
            MemberStatus.down());

    private ClusterGauges() {}

    /**
     * Shows the cluster of {@code system}, and the desk's hold as this node knows it, at each reading of {@code metrics}.
     *
     * @param desk the desk as this node knows it; absent where it does not, and then the node serves nothing but holds
     */
    public static void show(ActorSystem<?> system, Supplier<Optional<DeskState>> desk, NodeMetrics metrics) {
        Cluster cluster = Cluster.get(system);
        metrics.beforeReading(() -> {
            publish(cluster.state());
            Optional<DeskState> known = desk.get();
            metrics.events().killSwitch("desk_hold", known.map(DeskState::held).orElse(false));
            metrics.events().killSwitch("desk_unknown", known.isEmpty());
        });
    }

    private static void publish(CurrentClusterState state) {
        Map<String, Integer> members = new TreeMap<>();
        SHOWN.forEach(status -> members.put(code(status), 0));
        for (Member member : state.getMembers()) {
            members.merge(code(member.status()), 1, Integer::sum);
        }
        members.forEach((status, count) ->
                Instruments.gauge(MetricNames.CLUSTER_MEMBERS, status).set(count));
        Instruments.gauge(MetricNames.CLUSTER_UNREACHABLE)
                .set(state.getUnreachable().size());
    }

    private static String code(MemberStatus status) {
        return status.toString().toLowerCase(Locale.ROOT);
    }
}
