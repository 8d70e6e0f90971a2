package io.aurora.cluster.cli;

import io.aurora.cluster.node.Doctor;
import io.aurora.config.AuroraSettings;
import io.aurora.config.LoadOptions;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Checks whether a node can run here. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = "Check Java, memory, disk, clock, ports and GPU driver of this machine.",
        footerHeading = "%nExamples:%n",
        footer = {"  aurora doctor", "  aurora doctor --json"})
public final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    @Override
    public Integer call() {
        List<Doctor.Finding> findings = new Doctor(AuroraSettings.load(LoadOptions.ofProcess())).examine();
        spec.commandLine().getOut().println(json ? asJson(findings) : asText(findings));
        return findings.stream().anyMatch(finding -> finding.verdict() == Doctor.Verdict.FAIL) ? 1 : 0;
    }

    private static String asText(List<Doctor.Finding> findings) {
        return findings.stream()
                .map(finding -> String.format(
                        Locale.ROOT, "%-5s %-10s %s", finding.verdict(), finding.what(), finding.detail()))
                .collect(Collectors.joining(System.lineSeparator()));
    }

    private static String asJson(List<Doctor.Finding> findings) {
        return findings.stream()
                .map(finding -> String.format(
                        Locale.ROOT,
                        "{\"check\":\"%s\",\"verdict\":\"%s\",\"detail\":\"%s\"}",
                        finding.what(),
                        finding.verdict().name().toLowerCase(Locale.ROOT),
                        finding.detail().replace("\\", "\\\\").replace("\"", "\\\"")))
                .collect(Collectors.joining(",", "[", "]"));
    }
}
