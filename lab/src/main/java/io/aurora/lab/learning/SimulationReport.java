package io.aurora.lab.learning;

import io.aurora.lab.report.HtmlReport;
import io.aurora.lab.report.LineChart;
import java.util.List;
import java.util.Map;

/** A simulation as one page. */
public final class SimulationReport {
    private SimulationReport() {}

    /** Figures first, then the share of the best provider and the regret over the decisions. */
    public static HtmlReport of(
            DecisionSimulation simulation, DecisionSimulation.Result result, Map<String, Object> figures) {
        HtmlReport report = new HtmlReport("AURORA simulate-decisions: " + simulation.providers() + " providers, "
                + simulation.decisions() + " decisions, " + simulation.seeds() + " seeds");
        report.table(figures);
        report.heading("Share of the best provider");
        report.note("Among the last " + DecisionSimulation.WINDOW
                + " decisions, mean of the seeds; for the loop also the" + " lowest of the seeds.");
        report.chart(new LineChart("Share of the best provider", "decision")
                .upTo(1.0)
                .line("loop", shares(result.loop(), true))
                .line("UCB1-Tuned", shares(result.tuned(), true))
                .line("UCB1, width sd", shares(result.ucb1(), true))
                .line("loop, lowest seed", shares(result.loop(), false)));
        report.heading("Cumulative regret");
        report.note("What the decisions so far lost on average against always choosing the best provider, mean of the"
                + " seeds. No epsilon-greedy loop gets below the cost of exploring alone.");
        report.chart(new LineChart("Cumulative regret", "decision")
                .line("loop", regret(result.loop()))
                .line("UCB1-Tuned", regret(result.tuned()))
                .line("UCB1, width sd", regret(result.ucb1()))
                .line("exploring alone", simulation.explorationBound()));
        return report;
    }

    private static double[] shares(List<Course> courses, boolean mean) {
        double[] all = new double[courses.get(0).best().length];
        int[] counts = new int[courses.size()];
        for (int i = 0; i < all.length; i++) {
            int window = Math.min(DecisionSimulation.WINDOW, i + 1);
            double sum = 0.0;
            double least = 1.0;
            for (int k = 0; k < counts.length; k++) {
                boolean[] best = courses.get(k).best();
                counts[k] += best[i] ? 1 : 0;
                counts[k] -= i >= window && best[i - window] ? 1 : 0;
                sum += (double) counts[k] / window;
                least = Math.min(least, (double) counts[k] / window);
            }
            all[i] = mean ? sum / counts.length : least;
        }
        return all;
    }

    private static double[] regret(List<Course> courses) {
        double[] mean = new double[courses.get(0).regret().length];
        for (Course course : courses) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += course.regret()[i] / courses.size();
            }
        }
        return mean;
    }
}
