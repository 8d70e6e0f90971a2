package io.aurora.lab.cli;

import io.aurora.domain.learning.Exploration;
import io.aurora.domain.learning.PolicyTerms;
import io.aurora.domain.learning.RewardTerms;
import io.aurora.domain.learning.StateKey;
import io.aurora.lab.learning.DecisionSimulation;
import io.aurora.lab.learning.SimulationReport;
import io.aurora.lab.report.RunFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Lets the decision loop learn on simulated providers. */
@Command(
        name = "simulate-decisions",
        mixinStandardHelpOptions = true,
        description = "Let the decision loop learn which of some simulated providers is best, beside UCB1.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  aurora simulate-decisions",
            "  aurora simulate-decisions --decisions 20000 --drift-at 10000 --out runs/drift",
            "  aurora simulate-decisions --epsilon 0.2 --decay 0.01 --epsilon-min 0.02 --json",
        })
public final class SimulateDecisionsCommand extends LabCommand {
    @Option(names = "--providers", paramLabel = "K", description = "Providers. Default: ${DEFAULT-VALUE}.")
    private int providers = 5;

    @Option(
            names = "--gap",
            paramLabel = "G",
            description = "From each hidden mean reward to the next; the best is 0.5. Default: ${DEFAULT-VALUE}.")
    private double gap = 0.12;

    @Option(
            names = "--sd",
            paramLabel = "S",
            description = "Standard deviation of a reward. Default: ${DEFAULT-VALUE}.")
    private double sd = 0.15;

    @Option(names = "--decisions", paramLabel = "N", description = "Decisions of a seed. Default: ${DEFAULT-VALUE}.")
    private int decisions = 10_000;

    @Option(names = "--seeds", paramLabel = "M", description = "Seeds 1 to M. Default: ${DEFAULT-VALUE}.")
    private int seeds = 20;

    @Option(
            names = "--drift-at",
            paramLabel = "N",
            description = "Turn the providers' order round before this decision. Default: never.")
    private Integer driftAt;

    @Option(names = "--alpha", paramLabel = "A", description = "Learning rate. Default: ${DEFAULT-VALUE}.")
    private double alpha = 0.2;

    @Option(names = "--gamma", paramLabel = "G", description = "Discount. Default: ${DEFAULT-VALUE}.")
    private double gamma = 0.92;

    @Option(names = "--epsilon", paramLabel = "E", description = "Share of exploration. Default: ${DEFAULT-VALUE}.")
    private double epsilon = 0.1;

    @Option(names = "--decay", paramLabel = "D", description = "Decay of it by visits. Default: ${DEFAULT-VALUE}.")
    private double decay;

    @Option(names = "--epsilon-min", paramLabel = "E", description = "Where decay ends. Default: ${DEFAULT-VALUE}.")
    private double epsilonMin = 0.02;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder for run.json and report.html with the plots.")
    private Path out;

    @Option(names = "--json", description = "Print the figures as JSON.")
    private boolean json;

    @Override
    int run() throws IOException {
        DecisionSimulation simulation = simulation();
        DecisionSimulation.Result result;
        try (Progress progress = Progress.start("simulate-decisions", "seeds", seeds, err())) {
            result = simulation.run(progress::step);
        }
        Map<String, Object> figures = simulation.figures(result);
        if (out != null) {
            RunFolder folder = RunFolder.open(out);
            folder.record(arguments(), Map.of(), List.of(), figures);
            folder.report(SimulationReport.of(simulation, result, figures));
            err().println("aurora simulate-decisions: run.json and report.html in " + out);
        }
        out().println(json ? Json.pretty(figures) : SummaryText.of(new LinkedHashMap<>(figures)));
        return FINE;
    }

    private DecisionSimulation simulation() {
        if (providers < 2 || decisions < 1 || seeds < 1) {
            throw new BadInputException("must be >= 2, 1 and 1: --providers=" + providers + ", --decisions=" + decisions
                    + ", --seeds=" + seeds);
        }
        if (!(gap > 0.0 && sd > 0.0) || Double.isInfinite(gap) || Double.isInfinite(sd)) {
            throw new BadInputException("must be finite and > 0: --gap=" + gap + ", --sd=" + sd);
        }
        if (driftAt != null && (driftAt < 1 || driftAt >= decisions)) {
            throw new BadInputException("must be in [1, " + decisions + "): --drift-at=" + driftAt);
        }
        try {
            return new DecisionSimulation(
                    new PolicyTerms("simulated", 1, alpha, gamma, List.of(), RewardTerms.DEFAULT, StateKey.FORM),
                    new Exploration(epsilon, decay, epsilonMin),
                    providers,
                    gap,
                    sd,
                    decisions,
                    seeds,
                    driftAt == null ? OptionalInt.empty() : OptionalInt.of(driftAt));
        } catch (IllegalArgumentException e) {
            throw new BadInputException(e.getMessage(), e);
        }
    }
}
