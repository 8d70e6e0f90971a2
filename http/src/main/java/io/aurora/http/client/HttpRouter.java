package io.aurora.http.client;

import akka.actor.typed.ActorSystem;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpRequest;
import akka.http.scaladsl.model.EntityStreamSizeException;
import akka.pattern.CircuitBreaker;
import akka.pattern.CircuitBreakerOpenException;
import akka.util.ByteString;
import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.actors.protocol.StrategistProtocol.RouteCall;
import io.aurora.actors.strategist.Scoring;
import io.aurora.config.RouterSettings;
import io.aurora.http.edge.FailureMapper;
import io.aurora.http.edge.Json;
import io.aurora.http.edge.ProblemException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.DoubleSupplier;

/**
 * Asks the router for execution scores: {@code POST {url}/route} with {@code {"candidate": ..., "context": ...}} in the asker's own
 * words, answered by {@code {"score": s}}, s in [0, 1].
 *
 * <p>An attempt that fails, or takes too long, is repeated once after a jitter, if the time in all allows; one that the router refused
 * (a status below 500) or answered with nonsense is not. Failed attempts in a row open a circuit breaker, which leaves the router alone
 * for a while and then lets one through. Reasons of a score that is not there: {@code router_timeout}, {@code router_unreachable},
 * {@code router_status}, {@code router_bad_answer}, {@code router_circuit_open}. Thread-safe.
 */
public final class HttpRouter implements Scoring {
    private static final String TIMEOUT = "router_timeout";

    private final RouterSettings settings;
    private final HttpRequest route;
    private final ActorSystem<?> system;
    private final Outward outward;
    private final CircuitBreaker breaker;
    private final DoubleSupplier jitter;

    /** The router answered, but not with a score. */
    private static final class BadAnswerException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        BadAnswerException() {
            super("must be a number in [0, 1]: score", null, false, false);
        }
    }

    /**
     * @param settings with the router's address
     * @param jitter uniform in [0, 1): which share of the time that two attempts leave goes by before the second
     */
    public HttpRouter(RouterSettings settings, ActorSystem<?> system, DoubleSupplier jitter) {
        this.settings = settings;
        this.route = HttpRequest.POST(withoutSlash(settings.url().orElseThrow()) + "/route");
        this.system = system;
        this.jitter = jitter;
        this.outward = new Outward(system, settings.attemptTimeout());
        this.breaker = new CircuitBreaker(
                system.executionContext(),
                system.classicSystem().scheduler(),
                settings.failures(),
                settings.attemptTimeout(),
                settings.reset());
    }

    /**
     * Goes once through the client by which the router is asked, at an address that is not the router's, so that the first decision
     * does not pay for its start.
     *
     * @param address any that answers a POST of an empty object
     * @return ends with the answer, whatever it is
     */
    public CompletionStage<Void> warmUp(String address) {
        HttpRequest rehearsal =
                HttpRequest.POST(address).withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, "{}"));
        return outward.send(rehearsal).handle((answer, failure) -> null);
    }

    static String withoutSlash(String address) {
        return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
    }

    @Override
    public CompletionStage<Score> score(RouteCall call, int index) {
        Duration wait = longestWait(call);
        if (wait.isZero()) {
            return CompletableFuture.completedFuture(Score.none(TIMEOUT));
        }
        CompletableFuture<Score> answer = new CompletableFuture<>();
        Outward.atLatest(system, answer, wait, () -> answer.complete(Score.none(TIMEOUT)));
        attempt(request(call, index), Optional.empty(), answer);
        return answer;
    }

    private Duration longestWait(RouteCall call) {
        Duration left = settings.within().minusMillis(call.spentMs());
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(settings.timeout()) < 0 ? left : settings.timeout();
    }

    private HttpRequest request(RouteCall call, int index) {
        String body = "{\"candidate\":" + call.candidates().get(index) + ",\"context\":" + call.context() + "}";
        return route.withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, body));
    }

    /** @param earlier why the attempt before this one failed */
    private void attempt(HttpRequest request, Optional<Throwable> earlier, CompletableFuture<Score> answer) {
        breaker.callWithCircuitBreakerCS(
                        () -> outward.send(request).thenApplyAsync(HttpRouter::score, outward.executor()))
                .whenCompleteAsync(
                        (score, failure) -> {
                            if (failure == null) {
                                answer.complete(Score.of(score));
                            } else {
                                failed(request, earlier, FailureMapper.unwrap(failure), answer);
                            }
                        },
                        outward.executor());
    }

    private void failed(
            HttpRequest request, Optional<Throwable> earlier, Throwable failure, CompletableFuture<Score> answer) {
        if (earlier.isEmpty() && mayPass(failure) && !answer.isDone()) {
            system.scheduler()
                    .scheduleOnce(
                            pause(), () -> attempt(request, Optional.of(failure), answer), system.executionContext());
        } else {
            // a circuit that the first attempt opened says less than what opened it
            Throwable cause = failure instanceof CircuitBreakerOpenException ? earlier.orElse(failure) : failure;
            answer.complete(Score.none(reason(cause)));
        }
    }

    /** A share of the time that two whole attempts leave. */
    private Duration pause() {
        Duration spare = settings.timeout().minus(settings.attemptTimeout().multipliedBy(2));
        return spare.isNegative() ? Duration.ZERO : Duration.ofNanos((long) (spare.toNanos() * jitter.getAsDouble()));
    }

    private static boolean mayPass(Throwable failure) {
        if (failure instanceof Outward.RefusedException refused) {
            return refused.passing();
        }
        return !(failure instanceof CircuitBreakerOpenException || isBadAnswer(failure));
    }

    private static boolean isBadAnswer(Throwable failure) {
        return failure instanceof BadAnswerException
                || failure instanceof ProblemException
                || failure instanceof EntityStreamSizeException;
    }

    private static String reason(Throwable failure) {
        if (failure instanceof CircuitBreakerOpenException) {
            return "router_circuit_open";
        } else if (failure instanceof TimeoutException) {
            return TIMEOUT;
        } else if (failure instanceof Outward.RefusedException) {
            return "router_status";
        }
        return isBadAnswer(failure) ? "router_bad_answer" : "router_unreachable";
    }

    private static double score(ByteString answer) {
        JsonNode score = Json.parse(answer).path("score");
        double value = score.doubleValue();
        if (!score.isNumber() || !(value >= 0.0 && value <= 1.0)) {
            throw new BadAnswerException();
        }
        return value;
    }
}
