package io.aurora.http.edge;

import java.util.Locale;

/** Kinds of problem; the type URN of each is stable, clients may branch on it. */
public enum ProblemKind {
    /** A field of the body is missing, unknown, of the wrong kind or out of range. */
    BAD_FIELD(400, "A field cannot be read"),
    /** A query parameter is of the wrong kind or out of range. */
    BAD_PARAMETER(400, "A parameter cannot be read"),
    /** The name in the path can be no symbol. */
    BAD_SYMBOL(400, "Not a symbol name"),
    MISSING_PARAMETER(400, "A parameter is missing"),
    /** The endpoint knows no such query parameter. */
    UNKNOWN_PARAMETER(400, "Unknown parameter"),
    /** The body is no JSON object. */
    UNPARSABLE(400, "The body cannot be read"),
    NOT_FOUND(404, "No such resource"),
    /** No bar has opened a symbol of this name. */
    UNKNOWN_SYMBOL(404, "Unknown symbol"),
    /** The symbol has no decision of this sequence number. */
    UNKNOWN_DECISION(404, "Unknown decision"),
    /** No policy of the settings has this name. */
    UNKNOWN_POLICY(404, "Unknown policy"),
    /** There was no such decision of the decision loop. */
    UNKNOWN_TRACE(404, "Unknown trace"),
    /** No job of this node has this name; jobs do not outlive their node. */
    UNKNOWN_JOB(404, "Unknown job"),
    /** No validation of a transfer to this symbol is known to this node. */
    UNKNOWN_TRANSFER(404, "Unknown transfer"),
    /** No basket of the settings has this name. */
    UNKNOWN_BASKET(404, "Unknown basket"),
    METHOD_NOT_ALLOWED(405, "Method not allowed"),
    /** The gate let nobody be chosen, so that there is nothing to learn from. */
    TRACE_GATED(409, "Nobody was chosen"),
    /** The trace was given up, because it waited too long or too many did. */
    TRACE_EXPIRED(410, "The trace has expired"),
    BODY_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "Unsupported media type"),
    /** The bar is refused; {@code reason} says why. Nothing changed. */
    BAR_REFUSED(422, "The bar is refused"),
    /** Nothing can be decided on these words; {@code field} and {@code reason} say why. Nothing changed. */
    DECISION_REFUSED(422, "The request for a decision is refused"),
    /** The outcome is out of range; {@code field} says where. Nothing changed. */
    OUTCOME_REFUSED(422, "The outcome is refused"),
    /** Rows of a table, or a question about a policy, that cannot be; {@code field} says where. Nothing changed. */
    POLICY_REFUSED(422, "The request to a policy is refused"),
    /** No portfolio can answer this; {@code field} and {@code reason} say why. */
    PORTFOLIO_REFUSED(422, "The portfolio is refused"),
    /** The recorded series does not carry an answer; {@code field} and {@code reason} say why. */
    SERIES_REFUSED(422, "The series is refused"),
    /** A model that cannot be put in force; what was in force is. */
    MODEL_REFUSED(422, "The model is refused"),
    RATE_LIMITED(429, "Too many requests"),
    INTERNAL(500, "Internal error"),
    /** Too many bars of the symbol wait; nothing changed. */
    BUSY(503, "The symbol is busy"),
    /** The node has not heard from a majority of its cluster. */
    NO_MAJORITY(503, "The cluster cannot be reached"),
    /** Too many requests are in work. */
    OVERLOADED(503, "The node is overloaded"),
    /** No forecast within the budget. */
    PREDICTION_TIMEOUT(503, "Prediction timeout"),
    SHUTTING_DOWN(503, "The node is shutting down"),
    /** No answer in time; whether the command took effect is not known, it may be repeated. */
    TIMEOUT(503, "No answer in time"),
    /** Cannot be stored or decided now; nothing changed. */
    UNAVAILABLE(503, "Not available now");

    private static final String URN = "urn:aurora:problem:";
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVICE_UNAVAILABLE = 503;

    private final int status;
    private final String title;
    private final String type = URN + name().toLowerCase(Locale.ROOT);

    ProblemKind(int status, String title) {
        this.status = status;
        this.title = title;
    }

    public int status() {
        return status;
    }

    public String title() {
        return title;
    }

    /** Stable type, {@code urn:aurora:problem:<kind>}. */
    public String type() {
        return type;
    }

    /** Whether the same request may succeed later: such answers carry {@code Retry-After}. */
    public boolean retryable() {
        return status == TOO_MANY_REQUESTS || status == SERVICE_UNAVAILABLE;
    }
}
