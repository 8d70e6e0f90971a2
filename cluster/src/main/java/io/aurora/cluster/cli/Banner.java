package io.aurora.cluster.cli;

import io.aurora.config.AuroraSettings;
import io.aurora.config.FeedSettings;
import io.aurora.config.InferenceSettings;
import io.aurora.config.StoreSettings;
import java.util.Locale;

/** What a node says of itself at its start. */
final class Banner {
    private Banner() {}

    static String of(AuroraSettings settings, String url, boolean ready) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "AURORA " + Version.text()
                        + (ready ? " is ready" : " waits for its cluster; /readyz says when it serves"));
        line(text, "  console   " + url + "/");
        line(text, "  API       " + url + "/docs");
        line(text, "  metrics   " + url + "/metrics");
        line(text, "  profile   " + settings.profile());
        line(text, "  models    " + models(settings.inference()));
        line(text, "  feed      " + feed(settings.feed()));
        line(text, "  store     " + store(settings.store()));
        line(
                text,
                "  kafka     " + (settings.kafka().enabled() ? settings.kafka().bootstrap() : "off"));
        text.append("  Ctrl-C stops it; what was acknowledged is stored.");
        return text.toString();
    }

    private static String models(InferenceSettings inference) {
        return "student " + inference.student().orElse("none (EWMA forecaster)") + ", router "
                + inference.router().orElse("none (BIC router)");
    }

    private static String feed(FeedSettings feed) {
        switch (feed.kind()) {
            case BUILTIN:
                return "built-in market, " + feed.builtin().symbols().size() + " symbols";
            case FILE:
                return "files " + feed.file().paths();
            case NONE:
            default:
                return "none: bars come by HTTP or Kafka";
        }
    }

    private static String store(StoreSettings store) {
        return store.kind() == StoreSettings.Kind.H2
                ? "h2 " + store.file()
                : store.kind().name().toLowerCase(Locale.ROOT) + " "
                        + store.url().orElse("");
    }

    private static void line(StringBuilder text, String line) {
        text.append(line).append(System.lineSeparator());
    }
}
