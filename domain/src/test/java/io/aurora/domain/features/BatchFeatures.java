package io.aurora.domain.features;

import io.aurora.domain.market.Bar;

/** The slow twin of {@link FeatureState}: {@code features-v1} written down from its table, over the whole series at once. */
final class BatchFeatures {
    private static final double EPS = 1e-12;

    private final Bar[] bars;
    private final double[] returns;
    private final double[] atr;
    private final double[] gain;
    private final double[] loss;
    private final double[] macd;
    private final double[] signal;

    BatchFeatures(Bar[] bars) {
        this.bars = bars;
        int n = bars.length;
        double[] close = new double[n];
        double[] ranges = new double[n];
        double[] ups = new double[n];
        double[] downs = new double[n];
        returns = new double[n];
        for (int t = 0; t < n; t++) {
            close[t] = bars[t].close();
            ranges[t] = bars[t].high() - bars[t].low();
            if (t > 0) {
                returns[t] = StrictMath.log(close[t] / close[t - 1]);
                ups[t] = Math.max(0.0, close[t] - close[t - 1]);
                downs[t] = Math.max(0.0, close[t - 1] - close[t]);
                ranges[t] = Math.max(ranges[t], Math.abs(bars[t].high() - close[t - 1]));
                ranges[t] = Math.max(ranges[t], Math.abs(bars[t].low() - close[t - 1]));
            }
        }
        atr = wilder(ranges, 0);
        gain = wilder(ups, 1);
        loss = wilder(downs, 1);
        macd = difference(ema(close, 12), ema(close, 26));
        signal = ema(macd, 9);
    }

    private static double[] wilder(double[] x, int first) {
        double[] average = new double[x.length];
        double sum = 0.0;
        for (int t = first; t < x.length; t++) {
            if (t < first + 14) {
                sum += x[t];
                average[t] = sum / 14.0;
            } else {
                average[t] = (13.0 * average[t - 1] + x[t]) / 14.0;
            }
        }
        return average;
    }

    private static double[] ema(double[] x, int n) {
        double factor = 2.0 / (n + 1);
        double[] average = x.clone();
        for (int t = 1; t < x.length; t++) {
            average[t] = (1.0 - factor) * average[t - 1] + factor * x[t];
        }
        return average;
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = new double[a.length];
        for (int t = 0; t < a.length; t++) {
            difference[t] = a[t] - b[t];
        }
        return difference;
    }

    /** The features of bar {@code t}, at least 64. */
    double[] features(int t) {
        Bar bar = bars[t];
        double close = bar.close();
        double[] x = new double[20];
        x[0] = returns[t];
        x[1] = StrictMath.log(close / bars[t - 5].close());
        x[2] = StrictMath.log(close / bars[t - 20].close());
        x[3] = close / bars[t - 10].close() - 1.0;
        x[4] = realised(t, 20);
        x[5] = realised(t, 60);
        x[6] = StrictMath.log((x[4] + EPS) / (x[5] + EPS));
        x[7] = atr[t] / close;
        x[8] = (rsi(t) - 50.0) / 50.0;
        x[9] = vwapDeviation(t);
        x[10] = macd[t] / close;
        x[11] = signal[t] / close;
        x[12] = x[10] - x[11];
        bands(t, x);
        x[15] = volumeScore(t);
        x[16] = StrictMath.log(bar.high() / bar.low());
        x[17] = bar.high() == bar.low() ? 0.0 : ((close - bar.low()) - (bar.high() - close)) / (bar.high() - bar.low());
        x[18] = jumpShare(t);
        x[19] = autocorrelation(t);
        return x;
    }

    private double realised(int t, int n) {
        double sum = 0.0;
        for (int i = t - n + 1; i <= t; i++) {
            sum += returns[i] * returns[i];
        }
        return Math.sqrt(sum / n);
    }

    private double rsi(int t) {
        if (gain[t] == 0.0 && loss[t] == 0.0) {
            return 50.0;
        }
        return loss[t] == 0.0 ? 100.0 : 100.0 - 100.0 / (1.0 + gain[t] / loss[t]);
    }

    private double vwapDeviation(int t) {
        double traded = 0.0;
        double volume = 0.0;
        for (int i = t - 19; i <= t; i++) {
            traded += (bars[i].high() + bars[i].low() + bars[i].close()) / 3.0 * bars[i].volume();
            volume += bars[i].volume();
        }
        return volume == 0.0 ? 0.0 : StrictMath.log(bars[t].close() / (traded / volume));
    }

    private void bands(int t, double[] x) {
        double[] closes = new double[20];
        for (int i = 0; i < 20; i++) {
            closes[i] = bars[t - 19 + i].close();
        }
        double mean = mean(closes);
        double sd = sd(closes);
        x[13] = sd < 1e-9 * mean ? 0.0 : (bars[t].close() - mean) / (2.0 * sd + EPS);
        x[14] = 4.0 * sd / mean;
    }

    private double volumeScore(int t) {
        double[] logs = new double[20];
        for (int i = 0; i < 20; i++) {
            logs[i] = StrictMath.log1p(bars[t - 19 + i].volume());
        }
        double sd = sd(logs);
        return sd < EPS ? 0.0 : (logs[19] - mean(logs)) / sd;
    }

    private double jumpShare(int t) {
        double realised = 0.0;
        double bipower = 0.0;
        for (int i = t - 19; i <= t; i++) {
            realised += returns[i] * returns[i];
            bipower += i > t - 19 ? Math.PI / 2.0 * Math.abs(returns[i]) * Math.abs(returns[i - 1]) : 0.0;
        }
        return realised < EPS ? 0.0 : Math.max(0.0, 1.0 - bipower / realised);
    }

    private double autocorrelation(int t) {
        double[] window = new double[60];
        System.arraycopy(returns, t - 59, window, 0, 60);
        double mean = mean(window);
        double sd = sd(window);
        double products = 0.0;
        for (int i = 1; i < 60; i++) {
            products += (window[i] - mean) * (window[i - 1] - mean);
        }
        return sd * sd < EPS ? 0.0 : products / (60.0 * sd * sd);
    }

    private static double mean(double[] x) {
        double sum = 0.0;
        for (double value : x) {
            sum += value;
        }
        return sum / x.length;
    }

    private static double sd(double[] x) {
        double mean = mean(x);
        double sum = 0.0;
        for (double value : x) {
            sum += (value - mean) * (value - mean);
        }
        return Math.sqrt(sum / x.length);
    }
}
