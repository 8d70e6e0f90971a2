package io.aurora.persistence.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.aurora.persistence.SeededSymbol;
import io.aurora.persistence.SymbolCheckpoint;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
    @TempDir
    Path folder;

    @Test
    void shouldGiveTheNewestAtOrBeforeWhenSeveralAreKept() {
        SeededSymbol symbol = new SeededSymbol("SIM-1", 3L);
        symbol.next();
        SymbolCheckpoint first = symbol.checkpoint();
        symbol.next();
        SymbolCheckpoint second = symbol.checkpoint();
        try (Store store = Store.open(TestStores.h2(folder.resolve("aurora")), Map.of())) {
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
