package io.aurora.lab.risk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StudentTailTest {
    @Test
    void shouldGiveTabledValuesWhenDegreesAreFour() {
        StudentTail law = new StudentTail(4.0);

        double quantile = law.quantile(0.05);

        assertThat(quantile).isCloseTo(2.131847, within(1e-6));
        assertThat(law.shortfall(0.05, quantile)).isCloseTo(3.203, within(1e-3));
    }

    @Test
    void shouldRefuseWhenNoShortfallExists() {
        assertThatThrownBy(() -> new StudentTail(1.0)).hasMessage("must be > 1: degrees=1.0");
    }
}
