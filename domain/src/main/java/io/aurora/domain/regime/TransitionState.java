package io.aurora.domain.regime;

import io.aurora.domain.settings.RegimeSettings;
import io.aurora.domain.statistics.RingBuffer;
import io.aurora.domain.statistics.RollingWindow;
import java.util.Objects;

/**
 * TRANS, the transition flag with hysteresis, and the windows behind it. Of one bar come ACI_ema, rv_20, volume and momentum_10; the
 * windows hold the last {@code window} values of the latter three, the present ones included.
 *
 * <ul>
 *   <li>off to on: ACI_ema &gt; aci_on, rv_20 &gt; its own quantile, volume &gt;= its own quantile (both type 7) and |momentum_10| &gt;
 *       momentum_on sd, with at least {@code min} values in the windows;
 *   <li>on to off: ACI_ema &lt; aci_off or |momentum_10| &lt; momentum_off sd, from the {@code minTrans}-th bar after the one that turned
 *       it on.
 * </ul>
 *
 * <p>sd is the standard deviation of momentum_10 itself (divisor n), in two passes over the window, so that it depends on the values
 * held and on no history before them: a state restored from a snapshot goes on with the same bits. NaN is refused; with an infinite
 * momentum in the window sd is undefined and no comparison with it holds.
 *
 * <p>{@link #preview} and {@link #push} judge by the same code. Conditions are judged cheapest first, so a bar costs O(log n) for the
 * windows and O(n) for sd only where ACI_ema lets the flag change. Mutable, one thread.
 */
public final class TransitionState {
    private final RollingWindow realisedVolatility;
    private final RollingWindow volumes;
    private final RingBuffer momenta;
    private TransitionStep step;

    /** An empty state with windows of this length. */
    public TransitionState(int window) {
        this(new RollingWindow(window), new RollingWindow(window), new RingBuffer(window), TransitionStep.OFF);
    }

    private TransitionState(
            RollingWindow realisedVolatility, RollingWindow volumes, RingBuffer momenta, TransitionStep step) {
        this.realisedVolatility = realisedVolatility;
        this.volumes = volumes;
        this.momenta = momenta;
        this.step = step;
    }

    /** A state from its parts, each array oldest first and all of one length. */
    public static TransitionState of(
            int window, double[] rv20, double[] volume, double[] momentum10, TransitionStep step) {
        if (rv20.length != volume.length || rv20.length != momentum10.length) {
            throw new IllegalArgumentException("must have one length: rv20.length=" + rv20.length + ", volume.length="
                    + volume.length + ", momentum10.length=" + momentum10.length);
        }
        return new TransitionState(
                RollingWindow.of(window, rv20),
                RollingWindow.of(window, volume),
                RingBuffer.of(window, momentum10),
                Objects.requireNonNull(step, "step"));
    }

    /** The flag as it would be after a bar with these figures; changes nothing. */
    public TransitionStep preview(
            RegimeSettings.Trans settings, double aciEma, double rv20, double volume, double momentum10) {
        number("aci_ema", aciEma);
        number("rv_20", rv20);
        number("volume", volume);
        number("momentum_10", momentum10);
        if (step.on()) {
            int age = step.age() + 1;
            return age >= settings.minTrans() && turnsOff(settings, aciEma, momentum10)
                    ? TransitionStep.OFF
                    : new TransitionStep(true, age);
        }
        return turnsOn(settings, aciEma, rv20, volume, momentum10) ? new TransitionStep(true, 0) : TransitionStep.OFF;
    }

    /** Takes a bar in and gives the flag on it: what {@link #preview} gave, to the bit. */
    public TransitionStep push(
            RegimeSettings.Trans settings, double aciEma, double rv20, double volume, double momentum10) {
        step = preview(settings, aciEma, rv20, volume, momentum10);
        realisedVolatility.push(rv20);
        volumes.push(volume);
        momenta.push(momentum10);
        return step;
    }

    /** The flag on the last bar. */
    public TransitionStep step() {
        return step;
    }

    /** Values in each window. */
    public int size() {
        return momenta.size();
    }

    /** Length of the windows. */
    public int window() {
        return momenta.capacity();
    }

    /** The window of rv_20, oldest first. */
    public double[] rv20() {
        return realisedVolatility.toArray();
    }

    /** The window of volumes, oldest first. */
    public double[] volume() {
        return volumes.toArray();
    }

    /** The window of momentum_10, oldest first. */
    public double[] momentum10() {
        return momenta.toArray();
    }

    /** Empties the windows and turns the flag off. */
    public void clear() {
        realisedVolatility.clear();
        volumes.clear();
        momenta.clear();
        step = TransitionStep.OFF;
    }

    public TransitionState copy() {
        return new TransitionState(realisedVolatility.copy(), volumes.copy(), momenta.copy(), step);
    }

    /** The same flag over windows of another length; shorter ones keep their newest values. */
    public TransitionState resized(int window) {
        return new TransitionState(
                realisedVolatility.resized(window), volumes.resized(window), momenta.resized(window), step);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TransitionState that
                && step.equals(that.step)
                && realisedVolatility.equals(that.realisedVolatility)
                && volumes.equals(that.volumes)
                && momenta.equals(that.momenta);
    }

    @Override
    public int hashCode() {
        return Objects.hash(realisedVolatility, volumes, momenta, step);
    }

    @Override
    public String toString() {
        return "TransitionState[window=" + window() + ", size=" + size() + ", step=" + step + "]";
    }

    private boolean turnsOn(
            RegimeSettings.Trans settings, double aciEma, double rv20, double volume, double momentum10) {
        return aciEma > settings.aciOn()
                && Math.min(size() + 1, window()) >= settings.min()
                && rv20 > realisedVolatility.quantileAfter(rv20, settings.rvQuantile())
                && volume >= volumes.quantileAfter(volume, settings.volumeQuantile())
                && Math.abs(momentum10) > settings.momentumOn() * momentumSdAfter(momentum10);
    }

    private boolean turnsOff(RegimeSettings.Trans settings, double aciEma, double momentum10) {
        return aciEma < settings.aciOff()
                || Math.abs(momentum10) < settings.momentumOff() * momentumSdAfter(momentum10);
    }

    private double momentumSdAfter(double momentum10) {
        int from = momenta.isFull() ? 1 : 0;
        int n = momenta.size() - from + 1;
        double mean = (sum(from) + momentum10) / n;
        double last = momentum10 - mean;
        return Math.sqrt((sumOfSquares(from, mean) + last * last) / n);
    }

    /** Four interleaved lanes by age, added left to right: the same order wherever the ring happens to start. */
    private double sum(int from) {
        int size = momenta.size();
        double a = 0.0;
        double b = 0.0;
        double c = 0.0;
        double d = 0.0;
        int i = from;
        for (; i + 3 < size; i += 4) {
            a += momenta.get(i);
            b += momenta.get(i + 1);
            c += momenta.get(i + 2);
            d += momenta.get(i + 3);
        }
        for (; i < size; i++) {
            a += momenta.get(i);
        }
        return a + b + c + d;
    }

    private double sumOfSquares(int from, double mean) {
        int size = momenta.size();
        double a = 0.0;
        double b = 0.0;
        double c = 0.0;
        double d = 0.0;
        int i = from;
        for (; i + 3 < size; i += 4) {
            a += squared(momenta.get(i) - mean);
            b += squared(momenta.get(i + 1) - mean);
            c += squared(momenta.get(i + 2) - mean);
            d += squared(momenta.get(i + 3) - mean);
        }
        for (; i < size; i++) {
            a += squared(momenta.get(i) - mean);
        }
        return a + b + c + d;
    }

    private static double squared(double x) {
        return x * x;
    }

    private static void number(String name, double value) {
        if (Double.isNaN(value)) {
            throw new IllegalArgumentException("must be a number: " + name + "=" + value);
        }
    }
}
