package io.aurora.http.resource;

import com.fasterxml.jackson.databind.JsonNode;
import io.aurora.domain.risk.Scenarios;
import io.aurora.http.edge.JsonFields;
import java.util.List;

/** Reads scenarios that are sent: rows of returns, a column per asset. */
final class ScenarioReading {
    private static final int MOST_ROWS = 4096;
    private static final double MOST_RETURN = 1e6;
    /** A return below this is a slip of a unit, and its square would vanish. */
    private static final double LEAST_RETURN = 1e-100;

    private ScenarioReading() {}

    static double[][] matrix(List<JsonNode> rows) {
        if (rows.isEmpty() || rows.size() > MOST_ROWS) {
            throw PortfolioReading.refused(
                    "out_of_range", "must be 1 to " + MOST_ROWS + " rows", "scenarios", "" + rows.size());
        }
        double[][] out = new double[rows.size()][];
        for (int i = 0; i < out.length; i++) {
            String place = "scenarios[" + i + "]";
            out[i] = JsonFields.numbers(place, rows.get(i));
            int width = out[i].length;
            if (width == 0 || width > Scenarios.MAX_ASSETS || width != out[0].length) {
                throw PortfolioReading.refused(
                        "out_of_range",
                        "must hold as many returns as the first row, 1 to " + Scenarios.MAX_ASSETS,
                        place,
                        Integer.toString(width));
            }
            requireReturns(place, out[i]);
        }
        return out;
    }

    /** What is not finite is the solver's to name. */
    private static void requireReturns(String place, double[] row) {
        for (int j = 0; j < row.length; j++) {
            double size = Math.abs(row[j]);
            if (Double.isFinite(size) && size != 0.0 && !(size >= LEAST_RETURN && size <= MOST_RETURN)) {
                throw PortfolioReading.refused(
                        "out_of_range", "must be 0 or in size in [1e-100, 1e6]", place + "[" + j + "]", "" + row[j]);
            }
        }
    }
}
