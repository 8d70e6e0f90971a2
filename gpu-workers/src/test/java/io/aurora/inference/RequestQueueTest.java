package io.aurora.inference;

import static org.assertj.core.api.Assertions.assertThat;

import akka.actor.testkit.typed.javadsl.TestInbox;
import io.aurora.inference.protocol.InferenceProtocol;
import org.junit.jupiter.api.Test;

class RequestQueueTest {
    private final TestInbox<InferenceProtocol.Answer> inbox = TestInbox.create();

    private InferenceProtocol.Infer infer(long time, long deadlineMs) {
        return new InferenceProtocol.Infer(Requests.at(time), deadlineMs, inbox.getRef());
    }

    @Test
    void shouldTakeNoMoreThanItsLimitWhenOffered() {
        RequestQueue queue = new RequestQueue(2);

        assertThat(queue.offer(infer(1, 50), 0L)).isTrue();
        assertThat(queue.offer(infer(2, 50), 0L)).isTrue();
        assertThat(queue.offer(infer(3, 50), 0L)).isFalse();
        assertThat(queue.size()).isEqualTo(2);
    }

    @Test
    void shouldPassOverTheExpiredWhenABatchIsTaken() {
        RequestQueue queue = new RequestQueue(8);
        queue.offer(infer(1, 10), 0L);
        queue.offer(infer(2, 30), 0L);
        queue.offer(infer(3, 30), 5_000_000L);

        RequestQueue.Taken taken = queue.take(1, 10_000_001L);

        assertThat(taken.expired()).extracting(ask -> ask.request().barTsMs()).containsExactly(1L);
        assertThat(taken.batch()).extracting(ask -> ask.request().barTsMs()).containsExactly(2L);
        assertThat(queue.oldestAgeNanos(10_000_001L)).isEqualTo(5_000_001L);
    }

    @Test
    void shouldHaveNoAgeWhenEmpty() {
        assertThat(new RequestQueue(1).oldestAgeNanos(99L)).isZero();
    }
}
