package io.aurora.actors.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeardTest {
    private final AtomicLong nanos = new AtomicLong(5L);
    private final Heard<String> heard = new Heard<>(nanos::get, Duration.ofNanos(3));

    @Test
    void shouldHearNobodyWhenTheNodeIsInNoCluster() {
        assertThat(heard.heard()).isFalse();
    }

    @Test
    void shouldHearAMajorityWhenTheNodeIsAlone() {
        heard.members(Set.of("self"));

        assertThat(heard.heard()).isTrue();
    }

    @Test
    void shouldLoseTheMajorityWhenItWasNotHeardOfWithinTheTimeout() {
        heard.members(Set.of("self", "b", "c"));
        nanos.addAndGet(2);
        round("self", "b");
        nanos.addAndGet(3);
        assertThat(heard.heard()).as("two of three, just within the timeout").isTrue();

        nanos.addAndGet(1);
        assertThat(heard.heard())
                .as("nobody counted any more, this node asleep")
                .isFalse();
        round("self");
        assertThat(heard.heard()).as("one of three").isFalse();
        round("self", "c");
        assertThat(heard.heard()).isTrue();
    }

    @Test
    void shouldHearNoMajorityWhenOnlyHalfIsHeard() {
        heard.members(Set.of("self", "b"));
        nanos.addAndGet(4);
        heard.from("self");
        heard.members(Set.of("self", "b"));
        assertThat(heard.heard()).isFalse();

        heard.members(Set.of("self"));
        assertThat(heard.heard()).as("once the other was taken down").isTrue();
    }

    @Test
    void shouldNotCountWhoIsNoMember() {
        heard.members(Set.of("self", "b"));
        nanos.addAndGet(4);
        heard.from("self");
        heard.from("stranger");
        heard.members(Set.of("self", "b"));

        assertThat(heard.heard()).isFalse();
    }

    private void round(String... nodes) {
        for (String node : nodes) {
            heard.from(node);
        }
        heard.members(Set.of("self", "b", "c"));
    }
}
