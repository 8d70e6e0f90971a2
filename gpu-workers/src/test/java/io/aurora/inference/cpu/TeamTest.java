package io.aurora.inference.cpu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TeamTest {
    private static final int PHASES = 4;
    private static final int FEWER = 3;

    /** Counts who passed which phase; a phase must not begin before all of the one before it have ended. */
    private record Counting(AtomicIntegerArray ended, int failing) implements Team.Work {
        @Override
        public int phases() {
            return ended.length();
        }

        @Override
        public void run(int phase, int worker, int part, int parts, int from, int to) {
            if (parts > 1 && phase > 0 && ended.get(phase - 1) != parts * (to - from)) {
                throw new IllegalStateException("phase " + phase + " came too early");
            }
            if (phase == failing && part == parts - 1) {
                throw new IllegalArgumentException("broken");
            }
            ended.addAndGet(phase, to - from);
        }
    }

    @ParameterizedTest
    @EnumSource(Team.Split.class)
    void shouldPassEveryPhaseOnceWhenWorkIsDivided(Team.Split split) {
        try (Team team = new Team(3)) {
            for (int i = 0; i < 500; i++) {
                AtomicIntegerArray ended = new AtomicIntegerArray(PHASES);
                team.run(new Counting(ended, -1), 7, split);
                for (int phase = 0; phase < PHASES; phase++) {
                    assertThat(ended.get(phase)).isEqualTo(split == Team.Split.OUTPUTS ? 3 * 7 : 7);
                }
            }
        }
    }

    /** What a thread reads behind its last barrier may be of the next piece of work already. */
    @Test
    void shouldKeepPiecesApartWhenTheirPhasesDifferInNumber() {
        try (Team team = new Team(2)) {
            for (int i = 0; i < 5_000; i++) {
                int phases = i % 2 == 0 ? FEWER : PHASES;
                AtomicIntegerArray ended = new AtomicIntegerArray(phases);
                team.run(new Counting(ended, -1), 1, Team.Split.OUTPUTS);
                for (int phase = 0; phase < phases; phase++) {
                    assertThat(ended.get(phase)).isEqualTo(2);
                }
            }
        }
    }

    @Test
    void shouldTellTheCallerAndGoOnWhenAThreadFails() {
        try (Team team = new Team(3)) {
            for (Team.Split split : new Team.Split[] {Team.Split.ROWS, Team.Split.OUTPUTS}) {
                Counting broken = new Counting(new AtomicIntegerArray(PHASES), 1);
                assertThatIllegalStateException()
                        .isThrownBy(() -> team.run(broken, 7, split))
                        .havingCause()
                        .withMessage("broken");
                AtomicIntegerArray ended = new AtomicIntegerArray(PHASES);
                team.run(new Counting(ended, -1), 7, split);
                assertThat(ended.get(PHASES - 1)).isPositive();
            }
        }
    }
}
