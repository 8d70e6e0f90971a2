package io.aurora.cluster.metrics;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The scrape: Kamon's text with the node's own metrics scaled back into the unit of their names. Lines of other metrics pass as they
 * are. Reads only; safe for use by many threads.
 */
public final class ScrapeText implements Supplier<String> {
    /** A rule for the lines of one series. */
    private enum Rule {
        BUCKET,
        SUM,
        LEVEL
    }

    private record Rewrite(Rule rule, MetricSpec metric) {}

    private static final String LE = "le=\"";

    private final Supplier<String> recorded;
    private final Map<String, Rewrite> rewrites = new HashMap<>();

    /** @param recorded the scrape as Kamon writes it */
    public ScrapeText(Supplier<String> recorded) {
        this.recorded = recorded;
        for (MetricSpec metric : MetricNames.all()) {
            if (metric.type() == MetricSpec.Type.HISTOGRAM) {
                rewrites.put(metric.name() + "_bucket", new Rewrite(Rule.BUCKET, metric));
                rewrites.put(metric.name() + "_sum", new Rewrite(Rule.SUM, metric));
            } else if (metric.type() == MetricSpec.Type.GAUGE) {
                rewrites.put(metric.name(), new Rewrite(Rule.LEVEL, metric));
            }
        }
    }

    /** The scrape in Prometheus' text format, version 0.0.4. */
    @Override
    public String get() {
        String text = recorded.get();
        Pass pass = new Pass(text.length());
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf('\n', from);
            int to = end < 0 ? text.length() : end;
            pass.append(text.substring(from, to));
            from = to + 1;
        }
        return pass.out.toString();
    }

    /** One scrape: a histogram's lines follow each other, buckets, count, sum. */
    private final class Pass {
        private final StringBuilder out;
        /** Values of the histogram that was passed last. */
        private double count;

        private Pass(int size) {
            out = new StringBuilder(size);
        }

        /** Kamon's remark that it has read nothing yet is left out: an empty scrape says that. */
        private void append(String line) {
            if (line.startsWith("# The kamon-prometheus module")) {
                return;
            }
            Rewrite rewrite = line.startsWith("#") ? null : rewrites.get(line.substring(0, nameEnd(line)));
            if (rewrite == null) {
                out.append(line).append('\n');
            } else {
                int space = line.lastIndexOf(' ');
                rewrite(line, space, Double.parseDouble(line.substring(space + 1)), rewrite);
            }
        }

        private void rewrite(String line, int space, double value, Rewrite rewrite) {
            MetricSpec metric = rewrite.metric();
            switch (rewrite.rule()) {
                case BUCKET:
                    bucket(line, metric);
                    count = value;
                    break;
                case SUM:
                    shown(line, space, value / metric.scale() - metric.offset() * count);
                    break;
                case LEVEL:
                    if (value != Instruments.ABSENT) {
                        shown(line, space, rounded(value - Instruments.GAUGE_OFFSET));
                    }
                    break;
                default:
                    throw new IllegalStateException("unknown rule: " + rewrite.rule());
            }
        }

        private void shown(String line, int space, double value) {
            out.append(line, 0, space + 1).append(value).append('\n');
        }

        private void bucket(String line, MetricSpec metric) {
            int start = line.indexOf(LE) + LE.length();
            int end = line.indexOf('"', start);
            String bound = line.substring(start, end);
            out.append(line, 0, start);
            out.append("+Inf".equals(bound) ? bound : String.valueOf(metric.shown(Double.parseDouble(bound))));
            out.append(line, end, line.length()).append('\n');
        }
    }

    /** Kamon writes nine decimals: what the subtraction adds beyond them is its rounding. */
    private static double rounded(double value) {
        return Math.abs(value) < 1e6 ? Math.rint(value * 1e9) / 1e9 : value;
    }

    private static int nameEnd(String line) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == '{' || c == ' ') {
                return i;
            }
        }
        return line.length();
    }
}
