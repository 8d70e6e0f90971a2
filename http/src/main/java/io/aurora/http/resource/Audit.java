package io.aurora.http.resource;

import io.aurora.http.edge.Call;
import io.aurora.http.edge.FailureMapper;
import java.util.concurrent.CompletionStage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line per write in the log {@code aurora.audit}: who, what, on what, how it ended. */
final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger("aurora.audit");

    private Audit() {}

    static void write(String by, String what, String target, String outcome, Call call) {
        LOG.info(
                "by={} what={} on={} outcome={} request={}", clean(by), what, target, clean(outcome), call.requestId());
    }

    /** Writes the line when the stage ends, also where it fails. */
    static <T> CompletionStage<T> ended(CompletionStage<T> stage, String by, String what, String target, Call call) {
        return stage.whenComplete((reply, failure) -> write(
                by,
                what,
                target,
                failure == null ? "done" : FailureMapper.unwrap(failure).getMessage(),
                call));
    }

    /** A line stays one line, whatever a client sends. */
    static String clean(String text) {
        return text == null ? "" : text.replaceAll("\\p{Cntrl}", " ");
    }
}
