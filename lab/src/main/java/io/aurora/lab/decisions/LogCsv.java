package io.aurora.lab.decisions;

import io.aurora.persistence.readside.Joined;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;

/**
 * A log as comma-separated values (RFC 4180, UTF-8), gzip where the name ends in {@code .gz}: a row a decision, a figure empty where it is
 * absent, lists joined by {@code |} (in a name that holds one, a backslash stands before it). Doubles are written so that reading them
 * gives the same bits. The file appears under its name only once it is complete.
 */
public final class LogCsv implements AutoCloseable {
    private static final String HEADER =
            "trace_id,policy,partition,at,state,candidates,action,propensity,epsilon,explored,q,"
                    + "score,reward,next_state,max_next,old_q,new_q\n";

    private final Path file;
    private final Path part;
    private final Writer out;
    private final StringBuilder row = new StringBuilder();
    private boolean complete;

    /** Begins a file; its folder is made where there is none. */
    public LogCsv(Path file) {
        this.file = file.toAbsolutePath();
        this.part = Path.of(this.file + ".part");
        try {
            Path folder = this.file.getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            OutputStream raw = Files.newOutputStream(part);
            OutputStream bytes = file.toString().endsWith(".gz") ? new GZIPOutputStream(raw, 1 << 16) : raw;
            this.out = new BufferedWriter(new OutputStreamWriter(bytes, StandardCharsets.UTF_8));
            out.write(HEADER);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Adds a decision. */
    public void write(LoggedDecision decision) {
        row.setLength(0);
        row.append(decision.traceId());
        text(decision.policy());
        text(Integer.toString(decision.partition()));
        text(Instant.ofEpochMilli(decision.atMs()).toString());
        text(decision.state());
        text(Joined.of(decision.candidates()));
        Optional<LoggedDecision.Chosen> chosen = decision.choice();
        text(chosen.map(LoggedDecision.Chosen::action).orElse(""));
        number(chosen.map(LoggedDecision.Chosen::propensity));
        number(chosen.map(LoggedDecision.Chosen::epsilon));
        text(chosen.map(choice -> Boolean.toString(choice.explored())).orElse(""));
        values(decision.q());
        number(chosen.map(LoggedDecision.Chosen::score));
        learned(decision.learned());
        end();
    }

    private void learned(Optional<LoggedDecision.Learned> learned) {
        number(learned.map(LoggedDecision.Learned::reward));
        text(learned.map(LoggedDecision.Learned::nextState).orElse(""));
        number(learned.map(LoggedDecision.Learned::maxNext));
        number(learned.map(LoggedDecision.Learned::oldQ));
        number(learned.map(LoggedDecision.Learned::newQ));
    }

    private void text(String value) {
        row.append(',');
        boolean quoted = value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        row.append(quoted ? '"' + value.replace("\"", "\"\"") + '"' : value);
    }

    private void number(Optional<Double> value) {
        row.append(',');
        value.ifPresent(row::append);
    }

    private void values(List<Double> values) {
        row.append(',');
        for (int i = 0; i < values.size(); i++) {
            if (i > 0) {
                row.append('|');
            }
            row.append(values.get(i));
        }
    }

    private void end() {
        try {
            out.append(row.append('\n'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything is written: the file gets its name when it is closed. */
    public void complete() {
        complete = true;
    }

    @Override
    public void close() {
        try {
            out.close();
            if (complete) {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } else {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
