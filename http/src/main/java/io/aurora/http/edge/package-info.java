/**
 * What every request passes before and after its resource: the table of endpoints and its dispatcher, limits, request ids, reading of
 * parameters and bodies, problems (RFC 9457) and the one mapping of failures to them.
 *
 * <p>Endpoints are rows of a table rather than a tree of directives: the same rows give 404, 405 with {@code Allow}, the route label
 * of the metrics and the check against the published API document, and none of them can drift from the others.
 */
package io.aurora.http.edge;
