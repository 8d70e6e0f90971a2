package io.aurora.domain.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BarClockTest {
    private static final long LENGTH = 60_000L;
    private static final OptionalLong NONE = OptionalLong.empty();
    private static final BarPlacement NEXT = new BarPlacement.Accepted(0, false, false);

    private static BarClock grid(OptionalLong offset) {
        return new BarClock(LENGTH, GapPolicy.GRID, offset, 3);
    }

    @Test
    void shouldAcceptAnyTimeWhenGridHasNoOffsetAndNoBar() {
        assertThat(grid(NONE).place(NONE, 12_345L, NONE)).isEqualTo(NEXT);
        assertThat(grid(NONE).place(OptionalLong.of(12_345L), 72_345L, NONE)).isEqualTo(NEXT);
        assertThat(grid(NONE).place(OptionalLong.of(12_345L), 72_346L, NONE)).isEqualTo(refused(Refusal.OFF_GRID));
    }

    @Test
    void shouldHoldToTheOffsetWhenOneIsSet() {
        BarClock clock = grid(OptionalLong.of(5_000L));

        assertThat(clock.place(NONE, 65_000L, NONE)).isEqualTo(NEXT);
        assertThat(clock.place(NONE, -55_000L, NONE)).isEqualTo(NEXT);
        assertThat(clock.place(NONE, 60_000L, NONE)).isEqualTo(refused(Refusal.OFF_GRID));
    }

    @Test
    void shouldRefuseTheFutureWhenLiveBarIsMoreThanOneBarAheadOfReceipt() {
        BarClock clock = grid(NONE);
        OptionalLong last = OptionalLong.of(0L);

        assertThat(clock.place(last, LENGTH, OptionalLong.of(0L))).isEqualTo(NEXT);
        assertThat(clock.place(last, LENGTH, OptionalLong.of(-1L))).isEqualTo(refused(Refusal.FROM_FUTURE));
        assertThat(clock.place(last, LENGTH, NONE)).isEqualTo(NEXT);
        assertThat(clock.place(last, LENGTH + 1, OptionalLong.of(-1L))).isEqualTo(refused(Refusal.OFF_GRID));
        assertThat(clock.place(last, 0L, OptionalLong.of(-10 * LENGTH))).isEqualTo(new BarPlacement.Duplicate());
    }

    @Test
    void shouldJudgeWithoutOverflowWhenTimesAreExtreme() {
        BarClock sequence = new BarClock(1L, GapPolicy.SEQUENCE, NONE, 3);
        BarClock grid = new BarClock(1L, GapPolicy.GRID, NONE, Integer.MAX_VALUE);
        OptionalLong first = OptionalLong.of(Long.MIN_VALUE);

        assertThat(sequence.place(first, Long.MAX_VALUE, NONE)).isEqualTo(new BarPlacement.Accepted(0, false, true));
        assertThat(grid.place(first, Long.MAX_VALUE, NONE)).isEqualTo(new BarPlacement.Accepted(0, true, true));
        assertThat(grid.place(NONE, Long.MIN_VALUE, OptionalLong.of(Long.MAX_VALUE)))
                .isEqualTo(NEXT);
        assertThat(grid.place(NONE, Long.MAX_VALUE, OptionalLong.of(Long.MIN_VALUE)))
                .isEqualTo(refused(Refusal.FROM_FUTURE));
    }

    @Test
    void shouldCountButNeverFillWhenPolicyIsSequence() {
        BarClock clock = new BarClock(LENGTH, GapPolicy.SEQUENCE, NONE, 3);
        OptionalLong last = OptionalLong.of(0L);

        assertThat(clock.place(last, 1L, NONE)).isEqualTo(NEXT);
        assertThat(clock.place(last, LENGTH, NONE)).isEqualTo(NEXT);
        assertThat(clock.place(last, LENGTH + 1, NONE)).isEqualTo(new BarPlacement.Accepted(0, false, true));
        assertThat(clock.place(last, -1L, NONE)).isEqualTo(new BarPlacement.Late());
    }

    /** Whatever the gaps: accepted and filled bars together stand on every step since the last reset. */
    @Test
    void shouldLeaveNoHoleWhenSeededGapsAreFilled() {
        long seed = 31;
        Random random = new Random(seed);
        BarClock clock = grid(NONE);
        long last = 0L;
        for (int i = 0; i < 2000; i++) {
            int steps = 1 + random.nextInt(6);
            long ts = last + steps * LENGTH;
            BarPlacement.Accepted placed = (BarPlacement.Accepted) clock.place(OptionalLong.of(last), ts, NONE);
            String where = "seed=" + seed + ", step=" + i;
            assertThat(placed.gap()).as(where).isEqualTo(steps > 1);
            assertThat(placed.reset()).as(where).isEqualTo(steps > 4);
            if (placed.filled() > 0) {
                Bar lastFilled = clock.filled("X", last, 2.0, placed.filled() - 1);
                assertThat(lastFilled).as(where).isEqualTo(Bar.flat("X", ts - LENGTH, 2.0));
                assertThat(clock.filled("X", last, 2.0, 0).tsMs()).as(where).isEqualTo(last + LENGTH);
            } else {
                assertThat(steps == 1 || placed.reset()).as(where).isTrue();
            }
            last = ts;
        }
    }

    @Test
    void shouldResetAtOnceWhenNothingMayBeFilled() {
        BarClock clock = new BarClock(LENGTH, GapPolicy.GRID, NONE, 0);

        assertThat(clock.place(OptionalLong.of(0L), 2 * LENGTH, NONE))
                .isEqualTo(new BarPlacement.Accepted(0, true, true));
    }

    @Test
    void shouldRefuseWhenParametersContradict() {
        assertThatThrownBy(() -> new BarClock(0L, GapPolicy.GRID, NONE, 3)).hasMessage("must be >= 1: bar_length=0");
        assertThatThrownBy(() -> new BarClock(1L, GapPolicy.GRID, NONE, -1))
                .hasMessage("must be >= 0: max_gap_fill=-1");
        assertThatThrownBy(() -> new BarPlacement.Accepted(1, true, true))
                .hasMessage("a reset fills nothing: reset=true, filled=1");
        assertThatThrownBy(() -> new BarPlacement.Accepted(1, false, false))
                .hasMessage("only a gap is filled or resets: gap=false, filled=1, reset=false");
    }

    private static BarPlacement refused(Refusal reason) {
        return new BarPlacement.Refused(reason);
    }
}
