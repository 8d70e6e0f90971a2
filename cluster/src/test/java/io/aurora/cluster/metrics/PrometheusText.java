package io.aurora.cluster.metrics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A strict reader of Prometheus' text format 0.0.4: every sample belongs to a family declared before it, no series comes twice, buckets
 * are cumulative, ascending and end with {@code +Inf}, which equals the count. A text without any line is one of no families.
 */
public final class PrometheusText {
    /** One series and its value. */
    public record Sample(String name, Map<String, String> labels, double value) {}

    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final Pattern TYPE = Pattern.compile("# TYPE (" + NAME + ") (counter|gauge|histogram|summary)");
    private static final Pattern HELP = Pattern.compile("# HELP (" + NAME + ") .*");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\\"n])*)\"(,|$)");
    private static final Pattern SAMPLE = Pattern.compile("(" + NAME + ")(?:\\{(.*)})? (\\S+)");

    private final Map<String, String> types = new LinkedHashMap<>();
    private final List<Sample> samples = new ArrayList<>();
    private final Set<String> seen = new LinkedHashSet<>();

    private PrometheusText() {}

    public static PrometheusText parse(String text) {
        PrometheusText parsed = new PrometheusText();
        if (!text.isEmpty() && !text.endsWith("\n")) {
            throw new IllegalArgumentException("the last line must end");
        }
        for (String line : text.split("\n")) {
            parsed.line(line);
        }
        parsed.types.forEach((name, type) -> {
            if (type.equals("histogram")) {
                parsed.checkHistogram(name);
            }
        });
        return parsed;
    }

    private void line(String line) {
        if (line.isEmpty() || HELP.matcher(line).matches()) {
            return;
        }
        Matcher type = TYPE.matcher(line);
        if (type.matches()) {
            if (types.put(type.group(1), type.group(2)) != null) {
                throw new IllegalArgumentException("declared twice: " + line);
            }
            return;
        }
        Matcher sample = SAMPLE.matcher(line);
        if (!sample.matches()) {
            throw new IllegalArgumentException("not a line of the format: " + line);
        }
        sample(line, sample);
    }

    private void sample(String line, Matcher matched) {
        Map<String, String> labels = new TreeMap<>();
        String text = matched.group(2) == null ? "" : matched.group(2);
        Matcher label = LABEL.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!label.find(at) || label.start() != at || labels.put(label.group(1), label.group(2)) != null) {
                throw new IllegalArgumentException("bad labels: " + line);
            }
            at = label.end();
        }
        if (!types.containsKey(family(matched.group(1)))) {
            throw new IllegalArgumentException("no type before: " + line);
        }
        if (!seen.add(matched.group(1) + labels)) {
            throw new IllegalArgumentException("series twice: " + line);
        }
        String value = matched.group(3);
        samples.add(new Sample(
                matched.group(1),
                Map.copyOf(labels),
                value.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(value)));
    }

    private String family(String series) {
        String base = series.replaceFirst("_(bucket|sum|count)$", "");
        return types.containsKey(base)
                        && !types.get(base).equals("counter")
                        && !types.get(base).equals("gauge")
                ? base
                : series;
    }

    private void checkHistogram(String name) {
        for (Sample count : all(name + "_count")) {
            double before = 0.0;
            double bound = Double.NEGATIVE_INFINITY;
            for (Sample bucket : all(name + "_bucket")) {
                if (!sameBut("le", bucket, count)) {
                    continue;
                }
                double le = bound(bucket);
                if (!(le > bound) || bucket.value() < before) {
                    throw new IllegalArgumentException("buckets not ascending: " + bucket);
                }
                bound = le;
                before = bucket.value();
            }
            if (bound != Double.POSITIVE_INFINITY || before != count.value()) {
                throw new IllegalArgumentException("+Inf must equal the count: " + count);
            }
        }
    }

    private static boolean sameBut(String label, Sample bucket, Sample count) {
        Map<String, String> labels = new TreeMap<>(bucket.labels());
        labels.remove(label);
        return labels.equals(new TreeMap<>(count.labels()));
    }

    private static double bound(Sample bucket) {
        String le = bucket.labels().get("le");
        return le.equals("+Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(le);
    }

    /** Types by family. */
    public Map<String, String> types() {
        return types;
    }

    /** Every sample, in the order of the text. */
    public List<Sample> samples() {
        return samples;
    }

    public List<Sample> all(String series) {
        return samples.stream().filter(sample -> sample.name().equals(series)).toList();
    }

    /** Upper bounds of a histogram's buckets with these labels, without the last one. */
    List<Double> bounds(String histogram, Map<String, String> labels) {
        return all(histogram + "_bucket").stream()
                .filter(sample -> sample.labels().entrySet().containsAll(labels.entrySet()))
                .map(PrometheusText::bound)
                .filter(Double::isFinite)
                .toList();
    }

    /** Value of exactly this series. */
    public double value(String series, Map<String, String> labels) {
        return all(series).stream()
                .filter(sample -> sample.labels().equals(labels))
                .mapToDouble(Sample::value)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no series " + series + labels + " among " + all(series)));
    }
}
