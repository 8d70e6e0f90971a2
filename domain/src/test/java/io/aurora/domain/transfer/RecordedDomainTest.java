package io.aurora.domain.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.domain.portfolio.JointHistory;
import io.aurora.domain.portfolio.RecordedBar;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordedDomainTest {
    private static final int RETURNS = 100;

    /** The first {@code without} returns have no score, return i has the score i. */
    private static RecordedDomain domain(int without) {
        List<RecordedBar> own = bars(without);
        return RecordedDomain.of(JointHistory.of(List.of(own, bars(RETURNS))));
    }

    private static List<RecordedBar> bars(int without) {
        return IntStream.rangeClosed(0, RETURNS)
                .mapToObj(i -> new RecordedBar(
                        i,
                        100.0 + i % 7,
                        Optional.empty(),
                        i > without ? OptionalDouble.of(i) : OptionalDouble.empty()))
                .toList();
    }

    @Test
    void shouldGoByTheRecordedScoresInTheirOrderWhenBothDomainsHaveThem() {
        RecordedDomain domain = domain(10);

        assertThat(domain.size()).isEqualTo(RETURNS);
        assertThat(domain.scoreCount()).isEqualTo(90);
        assertThat(domain.by(RecordedDomain.common(domain, domain)).scores())
                .containsExactly(
                        IntStream.rangeClosed(11, RETURNS).asDoubleStream().toArray());
    }

    @ParameterizedTest
    @CsvSource({"0, 0, RECORDED", "10, 10, RECORDED", "11, 0, EWMA", "0, 11, EWMA", "100, 100, EWMA"})
    void shouldGoByOneKindForBothWhenEitherLacksMoreThanATenth(int source, int target, RecordedDomain.Scores expected) {
        assertThat(RecordedDomain.common(domain(source), domain(target))).isEqualTo(expected);
    }

    @Test
    void shouldGoByTheReturnsOwnVolatilityWhenScoresAreTooFew() {
        RecordedDomain domain = domain(50);

        assertThat(domain.by(RecordedDomain.Scores.EWMA).scores()).hasSizeBetween(1, RETURNS);
        assertThat(domain.by(RecordedDomain.Scores.EWMA).scores())
                .isNotEqualTo(domain.by(RecordedDomain.Scores.RECORDED).scores());
    }
}
