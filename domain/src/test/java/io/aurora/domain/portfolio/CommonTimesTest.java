package io.aurora.domain.portfolio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CommonTimesTest {
    @Test
    void shouldEqualTheIntersectionWhenTimesAreDrawn() {
        for (int seed = 0; seed < 200; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<long[]> times = new ArrayList<>();
            TreeSet<Long> expected = null;
            for (int k = 0; k <= seed % 5; k++) {
                long[] own = random.longs(random.nextInt(40), 0, 30)
                        .sorted()
                        .distinct()
                        .toArray();
                times.add(own);
                TreeSet<Long> set = new TreeSet<>();
                for (long time : own) {
                    set.add(time);
                }
                expected = expected == null ? set : expected;
                expected.retainAll(set);
            }

            int[][] places = CommonTimes.of(times);

            for (int k = 0; k < times.size(); k++) {
                List<Long> found = new ArrayList<>();
                for (int place : places[k]) {
                    found.add(times.get(k)[place]);
                }
                assertThat(found).as("seed=%d series=%d", seed, k).containsExactlyElementsOf(expected);
            }
        }
    }
}
