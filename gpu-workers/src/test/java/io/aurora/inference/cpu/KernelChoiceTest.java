package io.aurora.inference.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;

class KernelChoiceTest {
    /** Plain ones but for one function. */
    private static final class Wrong implements CpuKernels {
        private final PlainKernels plain = new PlainKernels();

        @Override
        public String name() {
            return "wrong";
        }

        @Override
        public int lanes() {
            return plain.lanes();
        }

        @Override
        public void accumulate(
                float[] w,
                int wAt,
                int inputs,
                float[] x,
                int xAt,
                int xStep,
                float[] y,
                int yAt,
                int yStep,
                int rows) {
            plain.accumulate(w, wAt, inputs, x, xAt, xStep, y, yAt, yStep, rows);
        }

        @Override
        public void cells(float[] gates, int gatesAt, float[] c, int cAt, float[] h, int hAt, int units) {
            plain.cells(gates, gatesAt, c, cAt, h, hAt, units);
        }

        @Override
        public void silu(float[] y, int at, int n) {
            for (int i = at; i < at + n; i++) {
                y[i] = (float) (y[i] / (1.0 + Math.exp(-y[i])));
            }
        }

        @Override
        public void add(float[] x, int xAt, float[] y, int yAt, int n) {
            plain.add(x, xAt, y, yAt, n);
        }

        @Override
        public void expHalf(float[] x, int xAt, float[] y, int yAt, int n) {
            plain.expHalf(x, xAt, y, yAt, n);
        }

        @Override
        public void normalise(
                float[] x, int xAt, float mean, float inv, float[] gamma, float[] beta, float[] y, int yAt, int n) {
            plain.normalise(x, xAt, mean, inv, gamma, beta, y, yAt, n);
        }

        @Override
        public float read(float[] values, int from, int to) {
            return plain.read(values, from, to);
        }

        @Override
        public float multiplyAdd(int rounds) {
            return plain.multiplyAdd(rounds);
        }

        @Override
        public int multiplyAddsARound() {
            return plain.multiplyAddsARound();
        }
    }

    @Test
    void shouldPassOverKernelsWhenTheirBitsDiffer() {
        CpuKernels wrong = new Wrong();
        CpuKernels good = new PlainKernels();
        KernelChoice choice = KernelChoice.among(List.of(wrong, good).iterator());
        assertThat(choice.kernels()).isSameAs(good);
        assertThat(choice.why())
                .containsExactly("the wrong kernels give other bits than the plain ones on this machine");
    }

    @Test
    void shouldServePlainlyAndSayWhyWhenKernelsDoNotLoad() {
        Iterator<CpuKernels> broken = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public CpuKernels next() {
                throw new ServiceConfigurationError(
                        "provider", new NoClassDefFoundError("jdk/incubator/vector/Vector"));
            }
        };
        KernelChoice choice = KernelChoice.among(broken);
        assertThat(choice.kernels().name()).isEqualTo("plain");
        assertThat(choice.why())
                .containsExactly("the vector kernels do not load (is --add-modules jdk.incubator.vector given?):"
                        + " java.lang.NoClassDefFoundError: jdk/incubator/vector/Vector");
    }

    @Test
    void shouldServePlainlyWhenNothingElseIsOffered() {
        KernelChoice choice = KernelChoice.among(List.<CpuKernels>of().iterator());
        assertThat(choice.kernels()).isInstanceOf(PlainKernels.class);
        assertThat(choice.why()).containsExactly("no vector kernels on the class path");
    }
}
