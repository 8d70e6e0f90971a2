package io.aurora.http.edge;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;

/**
 * A problem as RFC 9457 has it. Members that do not apply are left out.
 *
 * @param type stable URN of the kind
 * @param title the kind in words
 * @param status HTTP status
 * @param detail this occurrence in words, for people
 * @param field field or parameter at fault
 * @param value what it held, shortened
 * @param rule what it must be
 * @param reason stable code of a refusal
 * @param requestId id of the request, also in the header {@code X-Request-ID}
 * @param kind the kind, not written
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({"type", "title", "status", "detail", "field", "value", "rule", "reason", "request_id"})
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String field,
        String value,
        String rule,
        String reason,
        String requestId,
        @JsonIgnore ProblemKind kind) {
    private static final int SHOWN = 80;

    public static Problem of(ProblemKind kind, String detail) {
        return new Problem(kind.type(), kind.title(), kind.status(), detail, null, null, null, null, null, kind);
    }

    /** A field or parameter that breaks a rule; {@code value} is null where it is missing. */
    public static Problem field(ProblemKind kind, String rule, String field, String value) {
        String shown = shorten(value);
        String detail = shown == null ? rule + ": " + field : rule + ": " + field + "=" + shown;
        return new Problem(kind.type(), kind.title(), kind.status(), detail, field, shown, rule, null, null, kind);
    }

    /** A refusal by its stable code. */
    public static Problem refusal(ProblemKind kind, String reason, String detail) {
        return new Problem(kind.type(), kind.title(), kind.status(), detail, null, null, null, reason, null, kind);
    }

    /** A refusal by its stable code that one field is the cause of. */
    public static Problem refusedField(ProblemKind kind, String reason, String rule, String field, String value) {
        Problem named = field(kind, rule, field, value);
        return new Problem(
                kind.type(),
                kind.title(),
                kind.status(),
                named.detail(),
                field,
                named.value(),
                rule,
                reason,
                null,
                kind);
    }

    Problem forRequest(String id) {
        return new Problem(type, title, status, detail, field, value, rule, reason, id, kind);
    }

    public ProblemException exception() {
        return new ProblemException(this);
    }

    private static String shorten(String value) {
        return value == null || value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "...";
    }
}
