package io.aurora.inference.cpu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class KernelChoiceTest {
    private enum Fault {
        ACCUMULATE,
        CELLS,
        SILU,
        ADD,
        EXP_HALF,
        NORMALISE,
        /** No fault: the gates are a kernel's to overwrite. */
        GATES
    }

    /** Plain ones but for one function, whose last value is off by a bit. */
    private record Wrong(Fault fault, PlainKernels plain) implements CpuKernels {
        Wrong(Fault fault) {
            this(fault, new PlainKernels());
        }

        private void spoil(Fault of, float[] values, int last) {
            if (fault == of) {
                values[last] = Math.nextUp(values[last]);
            }
        }

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
            spoil(Fault.ACCUMULATE, y, yAt);
        }

        @Override
        public void cells(float[] gates, int gatesAt, float[] c, int cAt, float[] h, int hAt, int units) {
            plain.cells(gates, gatesAt, c, cAt, h, hAt, units);
            spoil(Fault.CELLS, h, hAt + units - 1);
            if (fault == Fault.GATES) {
                Arrays.fill(gates, 0.0f);
            }
        }

        @Override
        public void silu(float[] y, int at, int n) {
            plain.silu(y, at, n);
            spoil(Fault.SILU, y, at + 1);
        }

        @Override
        public void add(float[] x, int xAt, float[] y, int yAt, int n) {
            plain.add(x, xAt, y, yAt, n);
            spoil(Fault.ADD, y, yAt + n - 1);
        }

        @Override
        public void expHalf(float[] x, int xAt, float[] y, int yAt, int n) {
            plain.expHalf(x, xAt, y, yAt, n);
            spoil(Fault.EXP_HALF, y, yAt + 1);
        }

        @Override
        public void normalise(
                float[] x, int xAt, float mean, float inv, float[] gamma, float[] beta, float[] y, int yAt, int n) {
            plain.normalise(x, xAt, mean, inv, gamma, beta, y, yAt, n);
            spoil(Fault.NORMALISE, y, yAt + n - 1);
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

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GATES")
    void shouldPassOverKernelsWhenTheBitsOfOneDiffer(Fault fault) {
        CpuKernels good = new PlainKernels();
        KernelChoice choice = KernelChoice.among(List.of(new Wrong(fault), good).iterator());
        assertThat(choice.kernels()).isSameAs(good);
        assertThat(choice.why())
                .containsExactly("the wrong kernels give other bits than the plain ones on this machine");
    }

    @Test
    void shouldTakeKernelsThatOverwriteTheirGates() {
        CpuKernels overwriting = new Wrong(Fault.GATES);
        assertThat(KernelChoice.among(List.of(overwriting).iterator()).kernels())
                .isSameAs(overwriting);
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
