package io.aurora.lab.cli;

import io.aurora.domain.learning.offpolicy.CrossFittedTable;
import io.aurora.domain.learning.offpolicy.TargetPolicy;
import io.aurora.lab.ope.CoverageExperiment;
import io.aurora.lab.ope.Evaluation;
import io.aurora.lab.ope.PolicyLog;
import io.aurora.lab.ope.Targets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Values another policy on a log. */
@Command(
        name = "ope",
        mixinStandardHelpOptions = true,
        description = "Value another policy on a log of decisions with their probabilities (off-policy evaluation).",
        footerHeading = "%nExamples:%n",
        footer = {
            "  aurora ope --log decisions.csv.gz --policy explored:0.02",
            "  aurora ope --log random.csv.gz --policy empirical:bts.csv.gz --json",
            "  aurora ope --log bts.csv.gz --policy uniform --compare random.csv.gz",
            "  aurora ope --coverage-experiment --logs 2000",
        })
public final class OpeCommand extends LabCommand {
    private static final String EMPIRICAL = "empirical:";
    private static final String EXPLORED = "explored:";

    @Option(
            names = "--log",
            paramLabel = "FILE",
            description = "An export of the decision loop or an Open Bandit log, CSV, compressed where it ends in .gz.")
    private Path log;

    @Option(
            names = "--policy",
            paramLabel = "POLICY",
            description = {
                "uniform: every candidate alike;",
                "greedy: the highest reward of a model of the log;",
                "explored:EPSILON: the log's own values, explored with another probability;",
                "empirical:FILE: as often as another log chose."
            })
    private String policy;

    @Option(
            names = "--logged-policy",
            paramLabel = "NAME",
            description = "Which policy's rows of an export; needed where it holds several.")
    private String loggedPolicy;

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            description = "A log that POLICY made: its mean reward is held against the estimates. Default: the FILE of"
                    + " empirical:FILE.")
    private Path compare;

    @Option(
            names = "--coverage-experiment",
            description = "Count how often the intervals hold the truth in simulated logs instead.")
    private boolean coverage;

    @Option(names = "--logs", paramLabel = "N", description = "Simulated logs. Default: ${DEFAULT-VALUE}.")
    private int logs = 2_000;

    @Option(names = "--rows", paramLabel = "N", description = "Rows of a simulated log. Default: ${DEFAULT-VALUE}.")
    private int rows = 1_000;

    @Option(names = "--json", description = "Print the figures as JSON.")
    private boolean json;

    @Override
    int run() {
        Map<String, Object> figures = coverage ? experiment() : evaluation();
        out().println(json ? Json.pretty(figures) : SummaryText.of(figures));
        return FINE;
    }

    private Map<String, Object> experiment() {
        if (logs < 1 || rows < 10) {
            throw new BadInputException("must be >= 1 and 10: --logs=" + logs + ", --rows=" + rows);
        }
        try (Progress progress = Progress.start("ope", "logs", logs, err())) {
            return CoverageExperiment.run(logs, rows, progress::step);
        }
    }

    private Map<String, Object> evaluation() {
        if (log == null || policy == null) {
            throw new BadInputException("needs a log and a policy: --log FILE --policy POLICY");
        }
        Optional<PolicyLog> other = policy.startsWith(EMPIRICAL)
                ? Optional.of(read(Path.of(policy.substring(EMPIRICAL.length()))))
                : Optional.empty();
        BiFunction<PolicyLog, CrossFittedTable, TargetPolicy> target = target(other);
        Optional<PolicyLog> made = Optional.ofNullable(compare).map(this::read).or(() -> other);
        return Evaluation.of(read(log), policy, target, made);
    }

    private PolicyLog read(Path file) {
        return PolicyLog.read(file, Optional.ofNullable(loggedPolicy));
    }

    private BiFunction<PolicyLog, CrossFittedTable, TargetPolicy> target(Optional<PolicyLog> other) {
        if (other.isPresent()) {
            return (of, model) -> Targets.empirical(of, other.get());
        }
        if (policy.startsWith(EXPLORED)) {
            double epsilon = epsilon(policy.substring(EXPLORED.length()));
            return (of, model) -> Targets.explored(of, epsilon);
        }
        switch (policy) {
            case "uniform":
                return (of, model) -> Targets.uniform(of);
            case "greedy":
                return Targets::greedy;
            default:
                throw new BadInputException(
                        "must be uniform, greedy, explored:EPSILON or empirical:FILE: --policy=" + policy);
        }
    }

    private static double epsilon(String text) {
        try {
            double epsilon = Double.parseDouble(text);
            if (epsilon >= 0.0 && epsilon <= 1.0) {
                return epsilon;
            }
        } catch (NumberFormatException e) {
            throw new BadInputException("must be a number in [0, 1]: EPSILON=" + text, e);
        }
        throw new BadInputException("must be a number in [0, 1]: EPSILON=" + text);
    }
}
