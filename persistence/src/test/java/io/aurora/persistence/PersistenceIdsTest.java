package io.aurora.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersistenceIdsTest {
    @Test
    void shouldFindTheNameAgainWhenTheJournalIsTheEntitys() {
        assertThat(PersistenceIds.symbolOf(PersistenceIds.symbol("BTC-USDT"))).contains("BTC-USDT");
        assertThat(PersistenceIds.policyOf(PersistenceIds.policy("gpu_eu"))).contains("gpu_eu");
        assertThat(PersistenceIds.partition("gpu_eu-1", 4_095)).isEqualTo("strategist|gpu_eu-1.4095");
        assertThat(PersistenceIds.partitionOf("strategist|gpu_eu-1.4095"))
                .contains(new PersistenceIds.PartitionId("gpu_eu-1", 4_095));
        assertThat(PersistenceIds.policyOf("strategist|gpu_eu-1.4095")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "symbol|a",
                "desk|desk",
                "policy|a",
                "strategist|a",
                "strategist|a.",
                "strategist|a.01",
                "strategist|A.1",
                "strategist|a.40960",
                "strategist|a.1.1",
                "strategist|.1"
            })
    void shouldFindNoPartitionWhenTheJournalIsAnothersOrTheSpellingDiffers(String persistenceId) {
        assertThat(PersistenceIds.partitionOf(persistenceId)).isEmpty();
    }
}
