package io.aurora.persistence.readside;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestProbe;
import akka.actor.typed.ActorRef;
import akka.projection.ProjectionBehavior;
import com.sun.management.OperatingSystemMXBean;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.ExpiryCause;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import io.aurora.domain.learning.PartitionEvent.TracesExpired;
import io.aurora.domain.learning.RecordedPartitionEvent;
import io.aurora.domain.learning.SeededPartition;
import io.aurora.domain.learning.TraceId;
import io.aurora.persistence.PersistenceIds;
import io.aurora.persistence.store.JournalWriter;
import io.aurora.persistence.store.Sql;
import io.aurora.persistence.store.Store;
import io.aurora.persistence.store.StoredPartitions;
import io.aurora.persistence.store.Stores;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TraceStoreTest {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final long SEED = 7L;
    private static final int EVENTS = 3_000;
    private static final List<Integer> PARTITIONS = List.of(0, 17, 63);

    /** Traces by their names, as the events say. */
    private final Map<String, TraceRow> expected = new LinkedHashMap<>();

    @ParameterizedTest
    @EnumSource
    void shouldShowEveryTraceOnceWhenTheJournalIsProjectedAndProjectedAgain(Stores kind) throws Exception {
        try (Store store = kind.open();
                JournalWriter node = new JournalWriter(store)) {
            fill(store, "default", SEED, EVENTS);
            fill(store, "other", SEED + 50, 200);
            long events = (EVENTS + 200L) * PARTITIONS.size();
            ActorRef<ProjectionBehavior.Command> projection = Projected.start(node.system(), store);
            Projected.await(node.system(), store, events);
            check(new TraceStore(store));
            stop(node, projection);

            new Sql(store.dataSource()).update("DELETE FROM akka_projection_offset_store", to -> {});
            Projected.start(node.system(), store);
            Projected.await(node.system(), store, events);
            check(new TraceStore(store));

            moveExpiriesToWhereTheyWere(store);
            check(new TraceStore(store));
        }
    }

    /** As rows written before schema version 6 stand. */
    private static void moveExpiriesToWhereTheyWere(Store store) {
        Sql sql = new Sql(store.dataSource());
        sql.update(
                "UPDATE trace SET expired_at = (SELECT e.at_ms FROM trace_expiry e WHERE e.trace_id = trace.trace_id), "
                        + "expiry_cause = (SELECT e.cause FROM trace_expiry e WHERE e.trace_id = trace.trace_id)",
                to -> {});
        sql.update("DELETE FROM trace_expiry", to -> {});
    }

    private void fill(Store store, String policy, long seed, int events) {
        List<String> ids = new ArrayList<>();
        List<List<RecordedPartitionEvent>> all = new ArrayList<>();
        for (int partition : PARTITIONS) {
            ids.add(PersistenceIds.partition(policy, partition));
            all.add(SeededPartition.events(policy, partition, seed + partition, events));
            all.get(all.size() - 1).forEach(event -> expect(policy, partition, event));
        }
        StoredPartitions.append(store, ids, all, 1_700_000_000_000L);
    }

    private void expect(String policy, int partition, RecordedPartitionEvent recorded) {
        if (recorded.event() instanceof DecisionMade made) {
            String id = TraceId.of(policy, partition, made.trace()).toString();
            expected.put(id, new TraceRow(0, id, policy, partition, made, Optional.empty(), Optional.empty()));
        } else if (recorded.event() instanceof FeedbackApplied applied) {
            expected.computeIfPresent(
                    TraceId.of(policy, partition, applied.trace()).toString(),
                    (id, row) -> new TraceRow(
                            0, id, policy, partition, row.decision(), Optional.of(applied), Optional.empty()));
        } else if (recorded.event() instanceof TracesExpired expired) {
            for (long trace : expired.traces()) {
                expected.computeIfPresent(
                        TraceId.of(policy, partition, trace).toString(),
                        (id, row) -> new TraceRow(
                                0,
                                id,
                                policy,
                                partition,
                                row.decision(),
                                Optional.empty(),
                                Optional.of(new TraceRow.Expiry(expired.atMs(), expired.cause()))));
            }
        }
    }

    private void check(TraceStore traces) {
        assertThat(traces.policies()).containsExactly("default", "other");
        Map<String, TraceRow> found = new LinkedHashMap<>();
        for (String policy : traces.policies()) {
            long after = 0;
            List<TraceRow> page = traces.page(policy, after, 1_000);
            while (!page.isEmpty()) {
                for (TraceRow row : page) {
                    assertThat(row.id()).isGreaterThan(after);
                    after = row.id();
                    assertThat(found.put(row.traceId(), withoutId(row))).isNull();
                }
                page = traces.page(policy, after, 1_000);
            }
        }
        assertThat(found).as("seed=%d", SEED).isEqualTo(expected);
        assertThat(expected.values())
                .anySatisfy(row -> assertThat(row.feedback()).isPresent())
                .anySatisfy(row ->
                        assertThat(row.expiry().map(TraceRow.Expiry::cause)).contains(ExpiryCause.TTL))
                .anySatisfy(row -> assertThat(row.decision().gate()).isPresent());
        checkClosed(traces);
        for (TraceRow row : expected.values().stream().limit(50).toList()) {
            assertThat(traces.trace(row.traceId()).map(TraceStoreTest::withoutId))
                    .contains(row);
        }
        assertThat(traces.trace("tr_000000000000000000")).isEmpty();
    }

    private void checkClosed(TraceStore traces) {
        List<TraceRow> closed = traces.closed("default", 500);
        assertThat(closed).hasSize(500).allSatisfy(row -> {
            assertThat(row.policy()).isEqualTo("default");
            assertThat(withoutId(row)).isEqualTo(expected.get(row.traceId()));
        });
        long all = expected.values().stream()
                .filter(row -> row.policy().equals("other") && row.feedback().isPresent())
                .count();
        List<TraceRow> others = traces.closed("other", 1_000_000);
        assertThat(others).hasSize((int) all);
        Map<Integer, List<Long>> order = new LinkedHashMap<>();
        others.forEach(row -> order.computeIfAbsent(row.partition(), p -> new ArrayList<>())
                .add(row.feedback().orElseThrow().atMs()));
        assertThat(order.values()).allSatisfy(times -> assertThat(times).isSortedAccordingTo((a, b) -> b.compareTo(a)));
    }

    private static TraceRow withoutId(TraceRow row) {
        return new TraceRow(
                0, row.traceId(), row.policy(), row.partition(), row.decision(), row.feedback(), row.expiry());
    }

    @Test
    void shouldReadALittleOnlyWhenTheNewestAreAskedFor() {
        try (Store store = Stores.H2.open()) {
            String plan = new Sql(store.dataSource())
                    .first(
                            "EXPLAIN SELECT t.id FROM feedback f JOIN trace t ON t.trace_id = f.trace_id "
                                    + "WHERE f.policy = 'a' ORDER BY f.policy, f.id DESC LIMIT 5",
                            to -> {},
                            row -> row.getString(1))
                    .orElseThrow();
            assertThat(plan).contains("feedback_policy_idx").contains("/* index sorted */");
        }
    }

    /** How fast the projection catches up; {@code -Daurora.readside.events=N} for a longer run than the build's. */
    @Test
    void shouldKeepUpWhenADecisionLoopIsBusy() throws Exception {
        int events = Integer.getInteger("aurora.readside.events", 12_000);
        try (Store store = Stores.H2.open();
                JournalWriter node = new JournalWriter(store)) {
            fill(store, "default", SEED, events / PARTITIONS.size());
            OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
            long begin = System.nanoTime();
            long cpuBegin = process.getProcessCpuTime();
            Projected.start(node.system(), store);
            Projected.await(node.system(), store, events / PARTITIONS.size() * PARTITIONS.size());
            double seconds = (System.nanoTime() - begin) / 1e9;
            double cpuSeconds = (process.getProcessCpuTime() - cpuBegin) / 1e9;
            String text = String.format(
                    Locale.ROOT,
                    "projection of the decision loop, H2: %d events in %.1f s, %.0f events/s, %.0f events per CPU second%n",
                    events,
                    seconds,
                    events / seconds,
                    events / cpuSeconds);
            Files.writeString(Path.of("target", "projection-rate.txt"), text);
            // a CPU second is worth about the same on a machine that others use too
            assertThat(events / cpuSeconds).as(text).isGreaterThan(500);
        }
    }

    private static void stop(JournalWriter node, ActorRef<ProjectionBehavior.Command> projection) {
        TestProbe<Void> probe = TestProbe.create(node.system());
        projection.tell(ProjectionBehavior.stopMessage());
        probe.expectTerminated(projection, PATIENCE);
    }
}
