package io.aurora.http.edge;

import akka.http.javadsl.model.HttpEntity;
import akka.http.javadsl.model.HttpHeader;
import akka.http.javadsl.model.HttpRequest;
import akka.http.javadsl.model.MediaType;
import akka.http.javadsl.model.MediaTypes;
import akka.stream.Materializer;
import akka.util.ByteString;
import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.market.SymbolSpec;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * A request as its endpoint sees it.
 *
 * @param request the request
 * @param requestId its id, the client's or ours
 * @param path values of the template's variables, decoded
 * @param parameters query parameters
 * @param receivedAtMs receipt at the node's edge, epoch milliseconds
 * @param body how bodies are read
 */
public record Call(
        HttpRequest request,
        String requestId,
        Map<String, String> path,
        Parameters parameters,
        long receivedAtMs,
        Bodies body) {
    private static final int USER_CHARS = 64;

    /** Limits on bodies that are read whole. */
    public record Bodies(long maxBytes, Duration timeout, Materializer materializer) {}

    /** The symbol in the path; a name that can be none is refused. */
    public String symbol() {
        return symbol("symbol", path.get("symbol"));
    }

    /** Checks a symbol's name given as {@code field}. */
    public static String symbol(String field, String name) {
        if (!SymbolSpec.isName(name)) {
            String hint = name.indexOf('/') >= 0 ? " (write '-' instead of '/')" : "";
            throw Problem.field(ProblemKind.BAD_SYMBOL, "must match [A-Za-z0-9._-]{1,32}" + hint, field, name)
                    .exception();
        }
        return name;
    }

    /** Whole number in the path, at least {@code low}. */
    public long pathNumber(String name, long low) {
        return Parameters.whole(name, path.get(name), low, Long.MAX_VALUE);
    }

    public Optional<String> header(String name) {
        return request.getHeader(name).map(HttpHeader::value);
    }

    /** Who asks, for the audit: the header {@code X-Aurora-User}, or {@code local}. */
    public String user() {
        return header("X-Aurora-User")
                .map(String::strip)
                .filter(name -> !name.isEmpty() && name.length() <= USER_CHARS)
                .orElse("local");
    }

    public MediaType mediaType() {
        return request.entity().getContentType().mediaType();
    }

    public ProblemException unsupported(String types) {
        return Problem.field(
                        ProblemKind.UNSUPPORTED_MEDIA_TYPE,
                        "must be " + types,
                        "Content-Type",
                        mediaType().toString())
                .exception();
    }

    /** The body as one JSON object. */
    public CompletionStage<JsonNode> json() {
        if (!mediaType().equals(MediaTypes.APPLICATION_JSON)) {
            throw unsupported("application/json");
        }
        return bytes().thenApply(Json::parse);
    }

    private CompletionStage<ByteString> bytes() {
        var length = request.entity().getContentLengthOption();
        if (length.isPresent() && length.getAsLong() > body.maxBytes()) {
            throw FailureMapper.tooLarge(body.maxBytes()).exception();
        }
        if (request.entity() instanceof HttpEntity.Strict whole) {
            // what is already here needs no stream, nor a thread that waits for it
            return CompletableFuture.completedFuture(whole.getData());
        }
        return request.entity()
                .withSizeLimit(body.maxBytes())
                .toStrict(body.timeout().toMillis(), body.materializer())
                .thenApply(HttpEntity.Strict::getData);
    }
}
