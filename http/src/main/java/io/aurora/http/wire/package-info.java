/**
 * Bodies of requests and answers. Names are written in snake_case, times as ISO-8601 UTC, a figure that does not exist as
 * {@code null}; every field is always there unless its Javadoc says otherwise.
 */
package io.aurora.http.wire;
