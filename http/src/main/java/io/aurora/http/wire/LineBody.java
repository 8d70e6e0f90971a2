package io.aurora.http.wire;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * Answer to one line of a stream of bars. What does not apply is left out.
 *
 * @param line number of the line, from 1, blank lines counted
 * @param outcome decided, duplicate, late, refused, unparsable, too_long, busy or unavailable; after one of the last two the rest of
 *     the stream is not offered and answered the same
 * @param differs of a duplicate: whether its values were others
 * @param reason stable code of a refusal
 * @param detail for people
 * @param field of an unparsable line: the field at fault
 * @param decision the symbol's decision after the line
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LineBody(
        long line,
        String outcome,
        Boolean differs,
        String reason,
        String detail,
        String field,
        DecisionBody decision) {}
