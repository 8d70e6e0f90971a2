package io.aurora.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.persistence.SeededSymbol;
import io.aurora.persistence.SymbolCheckpoint;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CheckpointsTest {
    @ParameterizedTest
    @EnumSource
    void shouldGiveTheNewestAtOrBeforeWhenSeveralAreKept(Stores kind) {
        SeededSymbol symbol = new SeededSymbol("SIM-1", 3L);
        symbol.next();
        SymbolCheckpoint first = symbol.checkpoint();
        symbol.next();
        SymbolCheckpoint second = symbol.checkpoint();
        try (Store store = kind.open()) {
            Checkpoints checkpoints = new Checkpoints(store);
            assertThat(checkpoints.newestUpTo("symbol|SIM-1", 10)).isEmpty();
            assertThat(checkpoints.write("symbol|SIM-1", first, 1L)).isTrue();
            assertThat(checkpoints.write("symbol|SIM-1", second, 2L)).isTrue();
            assertThat(checkpoints.write("symbol|SIM-1", second, 3L)).isFalse();
            assertThat(checkpoints.newestUpTo("symbol|SIM-1", 1)).contains(first);
            assertThat(checkpoints.newestUpTo("symbol|SIM-1", 10)).contains(second);
            assertThat(checkpoints.newestUpTo("symbol|SIM-2", 10)).isEmpty();
        }
        assertThat(Checkpoints.due(5_000)).isTrue();
        assertThat(Checkpoints.due(5_001)).isFalse();
    }
}
