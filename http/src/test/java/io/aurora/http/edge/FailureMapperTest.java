package io.aurora.http.edge;

import static org.assertj.core.api.Assertions.assertThat;

import akka.http.scaladsl.model.EntityStreamSizeException;
import akka.pattern.AskTimeoutException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class FailureMapperTest {
    private static Problem map(Throwable failure) {
        return FailureMapper.problem(failure, "r-1");
    }

    @Test
    void shouldTakeOffTheWrappingsOfFutures() {
        Problem problem = Problem.refusal(ProblemKind.BAR_REFUSED, "off_grid", "off the grid");

        Problem mapped = map(new CompletionException(new ExecutionException(problem.exception())));

        assertThat(mapped).isEqualTo(problem.forRequest("r-1"));
    }

    @Test
    void shouldAnswer503WhenNobodyAnsweredInTime() {
        assertThat(map(new CompletionException(new TimeoutException("late"))).kind())
                .isEqualTo(ProblemKind.TIMEOUT);
        assertThat(map(new AskTimeoutException("late")).kind()).isEqualTo(ProblemKind.TIMEOUT);
    }

    @Test
    void shouldAnswer413WhenTheEntityGrowsTooLarge() {
        Problem mapped = map(EntityStreamSizeException.apply(1024, scala.Option.empty()));

        assertThat(mapped.status()).isEqualTo(413);
        assertThat(mapped.detail()).isEqualTo("must be at most 1024 bytes: body");
    }

    @Test
    void shouldTellNothingOfAFaultOfOursButTheRequestId() {
        Problem mapped = map(new IllegalArgumentException("secret path"));

        assertThat(mapped.status()).isEqualTo(500);
        assertThat(mapped.detail()).isEqualTo("the failure is logged under the request id");
        assertThat(mapped.requestId()).isEqualTo("r-1");
    }

    @Test
    void shouldKeepAWrapperThatHoldsNothing() {
        CompletionException bare = new CompletionException("bare", null);

        assertThat(FailureMapper.unwrap(bare)).isSameAs(bare);
    }

    @Test
    void shouldMarkExactlyTheRetryableKinds() {
        for (ProblemKind kind : ProblemKind.values()) {
            assertThat(kind.retryable()).as(kind.name()).isEqualTo(kind.status() == 429 || kind.status() == 503);
            assertThat(kind.type()).matches("urn:aurora:problem:[a-z_]+");
        }
    }
}
