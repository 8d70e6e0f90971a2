package io.aurora.http.edge;

import akka.http.scaladsl.model.EntityStreamSizeException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one place where a failure becomes a problem. Wrappings of futures are taken off first. */
public final class FailureMapper {
    private static final Logger LOG = LoggerFactory.getLogger(FailureMapper.class);

    private FailureMapper() {}

    /** A fault of ours is logged with its trace and told to the client by its request id only. */
    public static Problem problem(Throwable failure, String requestId) {
        Throwable cause = unwrap(failure);
        if (cause instanceof ProblemException known) {
            return known.problem().forRequest(requestId);
        }
        if (cause instanceof TimeoutException) {
            return Problem.of(ProblemKind.TIMEOUT, "no answer in time; the request may be repeated")
                    .forRequest(requestId);
        }
        if (cause instanceof EntityStreamSizeException size) {
            return tooLarge(size.limit()).forRequest(requestId);
        }
        LOG.error("request {} failed", requestId, cause);
        return Problem.of(ProblemKind.INTERNAL, "the failure is logged under the request id")
                .forRequest(requestId);
    }

    static Problem tooLarge(long limitBytes) {
        return Problem.of(ProblemKind.BODY_TOO_LARGE, "must be at most " + limitBytes + " bytes: body");
    }

    /** The failure under the wrappings of futures. */
    public static Throwable unwrap(Throwable failure) {
        Throwable cause = failure;
        while ((cause instanceof CompletionException || cause instanceof ExecutionException)
                && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }
}
