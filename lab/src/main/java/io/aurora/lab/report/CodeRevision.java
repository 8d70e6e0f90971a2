package io.aurora.lab.report;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Which code ran: the checkout it was built in, as git names it ({@code -dirty} with changes), and the version of its jar. */
public final class CodeRevision {
    private static final long WAIT_S = 5;

    private CodeRevision() {}

    /** Revision of the checkout; {@code unknown} outside of one or without git. */
    public static String text() {
        try {
            Path classes = Path.of(CodeRevision.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            Path code = Optional.ofNullable(classes.getParent()).orElse(classes);
            Process git = new ProcessBuilder(
                            "git", "-C", code.toString(), "describe", "--always", "--dirty", "--abbrev=40")
                    .redirectErrorStream(true)
                    .start();
            String said = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            boolean fine = git.waitFor(WAIT_S, TimeUnit.SECONDS) && git.exitValue() == 0;
            return fine ? said : "unknown";
        } catch (IOException | URISyntaxException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }

    /** Version of the jar; {@code development} where the classes do not come from one. */
    public static String version() {
        return Optional.ofNullable(CodeRevision.class.getPackage().getImplementationVersion())
                .orElse("development");
    }
}
