package io.aurora.lab.cli;

import java.io.PrintWriter;
import java.util.concurrent.TimeUnit;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far a long piece of work is: a bar with rate and time to go on a terminal, a plain line now and then elsewhere. */
abstract class Progress implements AutoCloseable {
    /** Steps between two looks at the clock. */
    private static final int STRIDE = 256;

    private int since;

    /** Progress over {@code total} steps, below 0: not known, shown on standard error. */
    static Progress start(String task, String unit, long total, PrintWriter err) {
        return Terminal.isThere() ? new OnTerminal(task, unit, total) : new InLines(task, unit, total, err);
    }

    /** One step more is done. */
    final void step() {
        if (++since == STRIDE) {
            advance(since);
            since = 0;
        }
    }

    abstract void advance(int steps);

    @Override
    public void close() {
        advance(since);
        since = 0;
    }

    private static final class OnTerminal extends Progress {
        private final ProgressBar bar;

        OnTerminal(String task, String unit, long total) {
            bar = new ProgressBarBuilder()
                    .setTaskName(task)
                    .setInitialMax(total)
                    .setUnit(" " + unit, 1)
                    .showSpeed()
                    .setStyle(ProgressBarStyle.ASCII)
                    .setConsumer(new ConsoleProgressBarConsumer(System.err))
                    .build();
        }

        @Override
        void advance(int steps) {
            bar.stepBy(steps);
        }

        @Override
        public void close() {
            super.close();
            bar.close();
        }
    }

    private static final class InLines extends Progress {
        private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);
        private static final double NANOS_PER_S = 1e9;
        private static final double PERCENT = 100.0;

        private final String task;
        private final String unit;
        private final long total;
        private final PrintWriter err;
        private final long started = System.nanoTime();
        private long lastLine = started;
        private long done;

        InLines(String task, String unit, long total, PrintWriter err) {
            this.task = task;
            this.unit = unit;
            this.total = total;
            this.err = err;
        }

        @Override
        void advance(int steps) {
            done += steps;
            long now = System.nanoTime();
            if (now - lastLine >= EVERY_NANOS) {
                lastLine = now;
                double rate = done / ((now - started) / NANOS_PER_S);
                err.printf("%s: %d %s, %.0f/s%s%n", task, done, unit, rate, toGo(rate));
                err.flush();
            }
        }

        private String toGo(double rate) {
            return total < 0
                    ? ""
                    : String.format(
                            ", %.0f %% of %d, %.0f s to go", PERCENT * done / total, total, (total - done) / rate);
        }
    }
}
