package io.aurora.config;

import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigOriginFactory;
import com.typesafe.config.ConfigValue;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a value came from, in the words of a refusal: {@code file:line}, {@code environment}, {@code --set}. */
final class Origins {
    static final String ENVIRONMENT = "environment";
    static final String REFERENCE = "reference.conf";
    static final String OVERRIDE = "--set";
    private static final Pattern RESOURCE = Pattern.compile("^reference\\.conf @ .*");

    private Origins() {}

    static String text(ConfigValue value) {
        return text(value.origin());
    }

    static String text(ConfigOrigin origin) {
        String line = origin.lineNumber() > 0 ? ":" + origin.lineNumber() : "";
        if (origin.resource() != null) {
            return origin.resource() + line;
        }
        if (origin.filename() != null) {
            return origin.filename() + line;
        }
        Matcher resource = RESOURCE.matcher(origin.description());
        return resource.matches() ? REFERENCE + line : origin.description();
    }

    static ConfigOrigin file(Path file, int line) {
        return ConfigOriginFactory.newFile(file.toString()).withLineNumber(line);
    }

    static ConfigOrigin override() {
        return ConfigOriginFactory.newSimple(OVERRIDE);
    }
}
