package io.aurora.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.cluster.cli.AuroraCommand;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class DoctorTest {
    @Test
    void shouldLookAtEveryPartWhenAsked() {
        String text = printed("doctor");
        String json = printed("doctor", "--json");

        for (String part : new String[] {
            "java", "memory", "disk", "clock", "http port", "artery", "management", "gpu", "arithmetic", "models"
        }) {
            assertThat(text).contains(part);
            assertThat(json).contains("\"check\":\"" + part + "\"");
        }
    }

    @Test
    void shouldShowItsCommandsWhenCalledWithoutOne() {
        assertThat(printed()).contains("node", "replay", "audit", "simulate", "doctor", "bench");
    }

    private static String printed(String... arguments) {
        StringWriter out = new StringWriter();
        CommandLine line = AuroraCommand.commandLine();
        line.setOut(new PrintWriter(out, true));
        assertThat(line.execute(arguments)).isIn(0, 1);
        return out.toString();
    }
}
