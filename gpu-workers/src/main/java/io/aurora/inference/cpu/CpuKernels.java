package io.aurora.inference.cpu;

/**
 * Arithmetic on arrays, by the rules of {@code docs/inference-arithmetic.md}: every implementation gives the same bits. Called from several
 * threads at a time on different parts of the same arrays; allocates nothing in steady state. Implementations other than
 * {@link PlainKernels} are found by {@link java.util.ServiceLoader}.
 */
public interface CpuKernels {
    /** Groups of {@link #lanes} outputs in a panel: the four gates of an LSTM's units, or four groups of neighbouring outputs. */
    int GROUPS = 4;

    /** For people: {@code plain}, {@code vector 512 bit}. */
    String name();

    /** Outputs computed side by side, {@code >= 1}; a panel has {@link #GROUPS} times as many. */
    int lanes();

    /**
     * Adds, segment by segment, the products of rows with one panel: {@code y[r][j] += sum over k of x[r][k] w[k][j]}.
     *
     * @param w panel, {@code inputs * GROUPS * lanes} values from {@code wAt} on, k by k
     * @param x rows of {@code inputs} values, the first at {@code xAt}, {@code xStep} apart
     * @param y rows of {@code GROUPS * lanes} values, the first at {@code yAt}, {@code yStep} apart
     */
    void accumulate(
            float[] w, int wAt, int inputs, float[] x, int xAt, int xStep, float[] y, int yAt, int yStep, int rows);

    /**
     * Cells of an LSTM: new c and h of {@code units <= lanes} units of one row.
     *
     * @param gates i, f, g, o of the panel, {@code lanes} apart; may be overwritten
     * @param c cell states, replaced
     * @param h written
     */
    void cells(float[] gates, int gatesAt, float[] c, int cAt, float[] h, int hAt, int units);

    /** {@code y = silu(y)} of {@code n} values, a multiple of {@link #lanes}. */
    void silu(float[] y, int at, int n);

    /** {@code y = x + y} of {@code n} values, a multiple of {@link #lanes}. */
    void add(float[] x, int xAt, float[] y, int yAt, int n);

    /** {@code y = exp(0.5 x)} of {@code n} values, any number. */
    void expHalf(float[] x, int xAt, float[] y, int yAt, int n);

    /** {@code y_k = fma((x_k - mean) * inv, gamma_k, beta_k)} of {@code n} values, a multiple of {@link #lanes}. */
    void normalise(float[] x, int xAt, float mean, float inv, float[] gamma, float[] beta, float[] y, int yAt, int n);

    /** Adds up {@code values[from..to)} in any order, as fast as memory gives them: what a step is compared with. */
    float read(float[] values, int from, int to);

    /** Multiply-adds in registers alone, {@link #multiplyAddsARound} a round; the result keeps them from being optimised away. */
    float multiplyAdd(int rounds);

    /** Multiply-adds of single numbers that a round of {@link #multiplyAdd} does. */
    int multiplyAddsARound();
}
