package io.aurora.lab.cli;

import io.aurora.domain.market.Bar;
import io.aurora.domain.market.BarLengthText;
import io.aurora.domain.market.SymbolSpec;
import io.aurora.domain.simulation.MarketSimulator;
import io.aurora.domain.simulation.Scenario;
import io.aurora.persistence.bars.BarCsv;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a simulated market to a file. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = "Write bars of a simulated market; the same options give the same bars on every machine.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  aurora simulate --scenario crash --bars 5000 --out crash.csv.gz",
            "  aurora simulate --scenario gappy --bars 100000 --bar-length 1h --symbol SIM-7 --seed 7 --out gappy.csv",
            "  aurora simulate --scenario regime-shift --start 2024-01-01T00:00:00Z --out shift.csv.gz --json",
        })
public final class SimulateCommand extends LabCommand {
    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            defaultValue = "regime-shift",
            description = "calm, trending, volatile, crash, regime-shift or gappy. Default: ${DEFAULT-VALUE}.")
    private String scenario;

    @Option(
            names = "--bars",
            paramLabel = "N",
            defaultValue = "10000",
            description = "Bars to write. Default: ${DEFAULT-VALUE}.")
    private long bars;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "Any number. Default: ${DEFAULT-VALUE}.")
    private long seed;

    @Option(
            names = "--symbol",
            paramLabel = "NAME",
            defaultValue = "SIM-1",
            description = "Name of the symbol. Default: ${DEFAULT-VALUE}.")
    private String symbol;

    @Option(
            names = "--bar-length",
            paramLabel = "LENGTH",
            defaultValue = "1m",
            converter = Durations.class,
            description = "Length of a bar: 10s, 1m, 1h, 1d. Default: ${DEFAULT-VALUE}.")
    private long barLengthMs;

    @Option(
            names = "--start",
            paramLabel = "TIME",
            defaultValue = "2024-01-01T00:00:00Z",
            description = "Start of the first bar, ISO-8601 UTC. Default: ${DEFAULT-VALUE}.")
    private String start;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "File to write, CSV; compressed where it ends in .gz.")
    private Path out;

    @Option(names = "--json", description = "Say what was written as JSON.")
    private boolean json;

    @Override
    int run() {
        MarketSimulator market = market();
        long written;
        try (Progress progress = Progress.start("simulate", "bars", bars, err())) {
            written = BarCsv.write(out, counted(market, progress), bars);
        }
        if (json) {
            out().println(Json.pretty(said(written)));
        } else {
            out().printf("%d bars of %s (%s, seed %d) in %s%n", written, symbol, scenario, seed, out);
        }
        return FINE;
    }

    private MarketSimulator market() {
        if (bars < 1) {
            throw new BadInputException("must be >= 1: --bars=" + bars);
        }
        try {
            return MarketSimulator.of(
                    SymbolSpec.requireName(symbol),
                    seed,
                    Scenario.parse(scenario),
                    Instant.parse(start).toEpochMilli(),
                    barLengthMs);
        } catch (DateTimeParseException e) {
            throw new BadInputException("must be a time like 2024-01-01T00:00:00Z: --start=" + start, e);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(e.getMessage(), e);
        }
    }

    private static Iterator<Bar> counted(Iterator<Bar> bars, Progress progress) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return bars.hasNext();
            }

            @Override
            public Bar next() {
                progress.step();
                return bars.next();
            }
        };
    }

    private Map<String, Object> said(long written) {
        Map<String, Object> said = new LinkedHashMap<>();
        said.put("file", out.toString());
        said.put("bars", written);
        said.put("symbol", symbol);
        said.put("scenario", scenario);
        said.put("seed", seed);
        said.put("bar_length", BarLengthText.of(barLengthMs));
        said.put("start", start);
        return said;
    }
}
