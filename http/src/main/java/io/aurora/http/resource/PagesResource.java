package io.aurora.http.resource;

import akka.http.javadsl.model.ContentType;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.MediaTypes;
import akka.http.javadsl.model.headers.RawHeader;
import akka.util.ByteString;
import io.aurora.http.edge.Call;
import io.aurora.http.edge.Endpoint;
import io.aurora.http.edge.Problem;
import io.aurora.http.edge.ProblemKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** The page of the operators, the API document and its browser: files of the program, nothing is fetched from elsewhere. */
public final class PagesResource {
    private static final String OWN = "/io/aurora/http/";
    private static final String WEBJAR = "/META-INF/resources/webjars/swagger-ui/";
    private static final String WEBJAR_POM = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
    private static final String POLICY =
            "default-src 'self'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; frame-ancestors 'none'";
    private static final Map<String, ContentType> TYPES = Map.of(
            "html", ContentTypes.TEXT_HTML_UTF8,
            "css", ContentTypes.create(MediaTypes.TEXT_CSS, akka.http.javadsl.model.HttpCharsets.UTF_8),
            "js", ContentTypes.create(MediaTypes.APPLICATION_JAVASCRIPT, akka.http.javadsl.model.HttpCharsets.UTF_8),
            "json", ContentTypes.APPLICATION_JSON,
            "svg", ContentTypes.create(MediaTypes.IMAGE_SVG_XML));

    /** Path of each file that is served, by what is asked for; nothing else of the class path can be reached. */
    private static final Map<String, String> ASSETS = Map.of(
            "console.css", OWN + "console.css",
            "console.js", OWN + "console.js",
            "decisions.js", OWN + "decisions.js",
            "icon.svg", OWN + "icon.svg",
            "docs.js", OWN + "docs.js");

    private static final List<String> BROWSER = List.of("swagger-ui.css", "swagger-ui-bundle.js");

    private final String webjar = WEBJAR + webjarVersion() + "/";

    public List<Endpoint> endpoints() {
        return List.of(
                Endpoint.get("/", call -> file(OWN + "console.html")),
                Endpoint.get("/docs", call -> file(OWN + "docs.html")),
                Endpoint.get("/openapi.json", call -> file(OWN + "openapi.json")),
                Endpoint.get("/assets/{file}", this::asset));
    }

    private CompletionStage<HttpResponse> asset(Call call) {
        String name = call.path().get("file");
        if (BROWSER.contains(name)) {
            return file(webjar + name);
        }
        String path = ASSETS.get(name);
        if (path == null) {
            throw Problem.of(ProblemKind.NOT_FOUND, "no such file: " + name).exception();
        }
        return file(path);
    }

    private static CompletionStage<HttpResponse> file(String path) {
        ContentType type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        return CompletableFuture.completedFuture(HttpResponse.create()
                .addHeader(RawHeader.create("Cache-Control", "no-cache"))
                .addHeader(RawHeader.create("Content-Security-Policy", POLICY))
                .withEntity(HttpEntities.create(type, ByteString.fromArrayUnsafe(read(path)))));
    }

    private static byte[] read(String path) {
        try (InputStream in = PagesResource.class.getResourceAsStream(path)) {
            if (in == null) {
                throw new IllegalStateException("must be on the class path: file=" + path);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String webjarVersion() {
        try (InputStream in = PagesResource.class.getResourceAsStream(WEBJAR_POM)) {
            Properties pom = new Properties();
            pom.load(in);
            return pom.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
