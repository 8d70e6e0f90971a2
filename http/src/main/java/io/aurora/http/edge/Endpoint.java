package io.aurora.http.edge;

import akka.http.javadsl.model.HttpMethod;
import akka.http.javadsl.model.HttpMethods;
import akka.http.javadsl.model.HttpResponse;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * A row of the table of endpoints.
 *
 * @param method HTTP method
 * @param template path with {@code {variables}}; also the route's label in metrics
 * @param parameters query parameters it knows
 * @param limited whether load limits hold; probes and the scrape must answer under load
 * @param patient whether it may outlast the request timeout (it keeps its own)
 * @param handler what it does
 */
public record Endpoint(
        HttpMethod method, String template, Set<String> parameters, boolean limited, boolean patient, Handler handler) {

    /** Answers a call; throws {@link ProblemException} or fails the stage where it cannot. */
    @FunctionalInterface
    public interface Handler {
        CompletionStage<HttpResponse> handle(Call call);
    }

    public static Endpoint get(String template, Handler handler) {
        return new Endpoint(HttpMethods.GET, template, Set.of(), true, false, handler);
    }

    public static Endpoint post(String template, Handler handler) {
        return new Endpoint(HttpMethods.POST, template, Set.of(), true, false, handler);
    }

    public Endpoint with(String... names) {
        return new Endpoint(method, template, new LinkedHashSet<>(List.of(names)), limited, patient, handler);
    }

    public Endpoint unlimited() {
        return new Endpoint(method, template, parameters, false, patient, handler);
    }

    public Endpoint asPatient() {
        return new Endpoint(method, template, parameters, limited, true, handler);
    }

    /** The template cut at its slashes; what begins with a brace is a variable. */
    List<String> parts() {
        return template.equals("/") ? List.of() : List.of(template.substring(1).split("/"));
    }

    /** Values of the template's variables where the path fits it. */
    static Optional<Map<String, String>> match(List<String> parts, List<String> segments) {
        if (parts.size() != segments.size()) {
            return Optional.empty();
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            if (part.startsWith("{")) {
                values.put(part.substring(1, part.length() - 1), segments.get(i));
            } else if (!part.equals(segments.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(values);
    }
}
