package io.aurora.inference.vector;

import static io.aurora.inference.vector.Lanes.load;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** What this machine can do at most: reading, and multiply-adds that touch no memory. */
final class Probe {
    /** Multiply-adds that do not wait for each other: more than two units of four cycles need. */
    static final int CHAINS = 12;

    private static final int LANES = Lanes.COUNT;
    private static final int ABREAST = 4;

    private Probe() {}

    static float sum(float[] values, int from, int to) {
        FloatVector a = FloatVector.zero(Lanes.SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        int i = from;
        for (; i + ABREAST * LANES <= to; i += ABREAST * LANES) {
            a = a.add(load(values, i));
            b = b.add(load(values, i + LANES));
            c = c.add(load(values, i + 2 * LANES));
            d = d.add(load(values, i + 3 * LANES));
        }
        float sum = a.add(b).add(c.add(d)).reduceLanes(VectorOperators.ADD);
        for (; i < to; i++) {
            sum += values[i];
        }
        return sum;
    }

    static float multiplyAdd(int rounds) {
        FloatVector half = Lanes.all(0.5f);
        FloatVector one = Lanes.all(1.0f);
        FloatVector a = FloatVector.zero(Lanes.SPECIES);
        FloatVector b = a;
        FloatVector c = a;
        FloatVector d = a;
        FloatVector e = a;
        FloatVector f = a;
        FloatVector g = a;
        FloatVector h = a;
        FloatVector i = a;
        FloatVector j = a;
        FloatVector k = a;
        FloatVector l = a;
        for (int round = 0; round < rounds; round++) {
            a = a.fma(half, one);
            b = b.fma(half, one);
            c = c.fma(half, one);
            d = d.fma(half, one);
            e = e.fma(half, one);
            f = f.fma(half, one);
            g = g.fma(half, one);
            h = h.fma(half, one);
            i = i.fma(half, one);
            j = j.fma(half, one);
            k = k.fma(half, one);
            l = l.fma(half, one);
        }
        FloatVector first = a.add(b).add(c).add(d).add(e).add(f);
        return first.add(g).add(h).add(i).add(j).add(k).add(l).lane(0);
    }
}
