package io.aurora.persistence.readside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class JoinedTest {
    @Test
    void shouldGiveTheTextsBackWhenTheyHoldTheSeparator() {
        List<String> texts = List.of("a/b", "", "x|y", "\\", "|", "\\|", "last\\");
        assertThat(Joined.of(texts)).isEqualTo("a/b||x\\|y|\\\\|\\||\\\\\\||last\\\\");
        assertThat(Joined.split(Joined.of(texts))).isEqualTo(texts);
        assertThat(Joined.split(Joined.of(List.of("one")))).containsExactly("one");
    }
}
