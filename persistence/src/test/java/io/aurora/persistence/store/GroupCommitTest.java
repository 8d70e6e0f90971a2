package io.aurora.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.withinPercentage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class GroupCommitTest {
    private static final long PAUSE = 2_000_000L;
    /** After the first group, where that took as long as the longest pause or longer. */
    private static final long FIRST_REST = PAUSE / 16;

    private record Group(List<Integer> rows, CompletableFuture<Void> stored) {}

    private record Planned(Runnable task, long nanos) {}

    private final List<Group> groups = new ArrayList<>();
    private final List<Planned> planned = new ArrayList<>();
    private long now;

    private GroupCommit<Integer> commits(int group, int buffer) {
        return new GroupCommit<>(
                rows -> {
                    Group written = new Group(rows, new CompletableFuture<>());
                    groups.add(written);
                    return written.stored();
                },
                new GroupCommit.Limits(group, buffer, PAUSE),
                () -> now,
                (task, nanos) -> planned.add(new Planned(task, nanos)));
    }

    @Test
    void shouldWriteAtOnceWhenNothingIsUnderWay() {
        CompletionStage<Void> done = commits(10, 100).offer(List.of(1, 2));

        assertThat(groups).extracting(Group::rows).containsExactly(List.of(1, 2));
        assertThat(done.toCompletableFuture()).isNotDone();
        groups.get(0).stored().complete(null);
        assertThat(done.toCompletableFuture()).isCompleted();
    }

    @Test
    void shouldGatherWhatComesMeanwhileAndRestBeforeTheNextGroup() {
        GroupCommit<Integer> commits = commits(10, 100);
        commits.offer(List.of(1));
        CompletionStage<Void> second = commits.offer(List.of(2, 3));
        commits.offer(List.of(4));

        now = PAUSE;
        groups.get(0).stored().complete(null);
        assertThat(groups).hasSize(1);
        assertThat(planned).extracting(Planned::nanos).containsExactly(FIRST_REST);
        commits.offer(List.of(5));
        now += FIRST_REST;
        planned.get(0).task().run();

        assertThat(groups.get(1).rows()).containsExactly(2, 3, 4, 5);
        groups.get(1).stored().complete(null);
        assertThat(second.toCompletableFuture()).isCompleted();
    }

    @Test
    void shouldWaitForTheRestOfThePauseWhenTheNextRowsComeInIt() {
        GroupCommit<Integer> commits = commits(10, 100);
        commits.offer(List.of(1));
        now = 5 * PAUSE;
        groups.get(0).stored().complete(null);

        now += FIRST_REST / 4;
        commits.offer(List.of(2));

        assertThat(groups).hasSize(1);
        assertThat(planned).extracting(Planned::nanos).containsExactly(FIRST_REST - FIRST_REST / 4);
    }

    @Test
    void shouldRestAsLongAsGroupsTakeButNeverLongerThanThePause() {
        GroupCommit<Integer> commits = commits(10, 100);
        long quick = PAUSE / 10;

        assertThat(restAfter(commits, quick)).isCloseTo(quick, withinPercentage(1));
        assertThat(restAfter(commits, 2 * PAUSE)).isBetween(PAUSE - 10, PAUSE);
        assertThat(restAfter(commits, 100 * PAUSE)).isBetween(PAUSE - 10, PAUSE);
        assertThat(restAfter(commits, quick)).isCloseTo(quick, withinPercentage(1));
    }

    /** The rest after many groups that took {@code nanos} each. */
    private long restAfter(GroupCommit<Integer> commits, long nanos) {
        commits.offer(List.of(0));
        for (int i = 0; i < 200; i++) {
            commits.offer(List.of(i));
            now += nanos;
            groups.get(groups.size() - 1).stored().complete(null);
            Planned next = planned.get(planned.size() - 1);
            now += next.nanos();
            next.task().run();
        }
        groups.get(groups.size() - 1).stored().complete(null);
        now += PAUSE;
        return planned.get(planned.size() - 1).nanos();
    }

    @Test
    void shouldLeaveTheRestForTheNextGroupWhenOneIsFullAndNeverSplitAWrite() {
        GroupCommit<Integer> commits = commits(3, 100);
        commits.offer(List.of(0));
        commits.offer(List.of(1, 2));
        commits.offer(List.of(3, 4));
        commits.offer(List.of(5));

        now = PAUSE;
        groups.get(0).stored().complete(null);
        now += PAUSE;
        planned.get(0).task().run();

        assertThat(groups.get(1).rows()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void shouldFailEveryWriteOfAGroupAndGoOnWhenItsStoreFails() {
        GroupCommit<Integer> commits = commits(10, 100);
        CompletionStage<Void> first = commits.offer(List.of(1));
        groups.get(0).stored().completeExceptionally(new IllegalStateException("disk full"));

        assertThatThrownBy(() -> first.toCompletableFuture().get())
                .isInstanceOf(ExecutionException.class)
                .hasRootCauseMessage("disk full");
        now = PAUSE;
        commits.offer(List.of(2));
        assertThat(groups).hasSize(2);
    }

    @Test
    void shouldGoOnWhenTheStoreThrows() {
        List<Integer> tries = new ArrayList<>();
        GroupCommit<Integer> commits = new GroupCommit<>(
                rows -> {
                    tries.addAll(rows);
                    throw new IllegalStateException("closed");
                },
                new GroupCommit.Limits(10, 100, 0L),
                () -> now,
                (task, nanos) -> planned.add(new Planned(task, nanos)));

        assertThat(commits.offer(List.of(1)).toCompletableFuture()).isCompletedExceptionally();
        assertThat(commits.offer(List.of(2)).toCompletableFuture()).isCompletedExceptionally();
        assertThat(tries).containsExactly(1, 2);
    }

    @Test
    void shouldRefuseAndNameTheSettingWhenTooManyRowsWait() {
        GroupCommit<Integer> commits = commits(10, 3);
        commits.offer(List.of(1));
        CompletionStage<Void> fits = commits.offer(List.of(2, 3, 4));

        assertThatThrownBy(() -> commits.offer(List.of(5)).toCompletableFuture().get())
                .hasRootCauseMessage(
                        "too many events wait for the store: rows=1, waiting=3, aurora.store.write_buffer=3");
        assertThat(fits.toCompletableFuture()).isNotDone();
    }

    @Test
    void shouldWriteEveryRowOnceAndInOrderWhenManyThreadsOffer() throws Exception {
        ConcurrentLinkedQueue<Integer> written = new ConcurrentLinkedQueue<>();
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        ExecutorService stores = Executors.newSingleThreadExecutor();
        ExecutorService writers = Executors.newFixedThreadPool(8);
        GroupCommit<Integer> commits = new GroupCommit<>(
                rows -> CompletableFuture.runAsync(() -> written.addAll(rows), stores),
                new GroupCommit.Limits(7, 10_000, 50_000L),
                System::nanoTime,
                (task, nanos) -> timer.schedule(task, nanos, TimeUnit.NANOSECONDS));
        int perWriter = 500;
        try {
            CompletableFuture.allOf(IntStream.range(0, 8)
                            .mapToObj(writer -> CompletableFuture.runAsync(
                                    () -> IntStream.range(0, perWriter)
                                            .forEach(i -> commits.offer(List.of(writer * perWriter + i))
                                                    .toCompletableFuture()
                                                    .join()),
                                    writers))
                            .toArray(CompletableFuture[]::new))
                    .get(50, TimeUnit.SECONDS);
        } finally {
            writers.shutdown();
            stores.shutdown();
            timer.shutdown();
        }

        assertThat(written).hasSize(8 * perWriter).doesNotHaveDuplicates();
        for (int writer = 0; writer < 8; writer++) {
            int from = writer * perWriter;
            assertThat(written.stream().filter(row -> row >= from && row < from + perWriter))
                    .isSorted();
        }
    }
}
