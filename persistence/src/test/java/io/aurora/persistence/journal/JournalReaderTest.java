package io.aurora.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurora.config.StoreSettings;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.persistence.SeededSymbol;
import io.aurora.persistence.store.Checkpoints;
import io.aurora.persistence.store.JournalWriter;
import io.aurora.persistence.store.Sql;
import io.aurora.persistence.store.Store;
import io.aurora.persistence.store.Stores;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JournalReaderTest {
    private static final String ID = "symbol|SIM-1";

    @ParameterizedTest
    @EnumSource
    void shouldGiveEveryEventInOrderWhenAJournalIsRead(Stores kind) throws Exception {
        StoreSettings settings = kind.fresh();
        List<RecordedEvent> events = SeededSymbol.events("SIM-1", 11L, 150);
        write(settings, events);
        try (Store store = Store.openExisting(settings, Map.of())) {
            JournalReader reader = new JournalReader(store);
            assertThat(reader.persistenceIds()).containsExactly(ID);
            assertThat(reader.lastSequenceNr(ID)).isEqualTo(151);
            assertThat(reader.events(ID, 0).map(JournalRow::decoded).toList()).isEqualTo(events);
            assertThat(reader.events(ID, 149).map(JournalRow::sequenceNr)).containsExactly(150L, 151L);
            assertThat(reader.events("symbol|OTHER", 0)).isEmpty();
            assertThat(reader.page(ID, 0, 2))
                    .extracting(JournalRow::manifest)
                    .containsExactly("symbol-opened:1", "bar-decided:1");
            assertThat(reader.checkpoints(ID))
                    .extracting(JournalReader.StoredState::sequenceNr)
                    .containsExactly(1L);
            assertThat(reader.snapshots(ID)).isEmpty();
        }
    }

    private static void write(StoreSettings settings, List<RecordedEvent> events) throws Exception {
        try (Store store = Store.open(settings, Map.of());
                JournalWriter writer = new JournalWriter(store)) {
            writer.write("SIM-1", events).get(30, TimeUnit.SECONDS);
            SeededSymbol symbol = new SeededSymbol("SIM-1", 11L);
            symbol.next();
            new Checkpoints(store).write(ID, symbol.checkpoint(), 5L);
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldNameTheEventWhenItsBytesWereCorrupted(Stores kind) throws Exception {
        StoreSettings settings = kind.fresh();
        write(settings, SeededSymbol.events("SIM-1", 11L, 10));
        try (Store store = Store.openExisting(settings, Map.of())) {
            corrupt(store, 7);
            for (JournalRow row : new JournalReader(store).events(ID, 0).toList()) {
                Decoded decoded = row.tryDecode();
                assertThat(decoded.event().isPresent()).isEqualTo(row.sequenceNr() != 7);
                if (row.sequenceNr() == 7) {
                    assertThat(decoded.problem())
                            .contains("persistence_id=" + ID)
                            .contains("sequence_nr=7")
                            .contains("bar-decided:1");
                }
            }
        }
    }

    private static void corrupt(Store store, long seq) {
        byte[] bytes = new JournalReader(store).page(ID, seq - 1, 1).get(0).payload();
        bytes[0] ^= 0x40;
        new Sql(store.dataSource())
                .update(
                        "UPDATE event_journal SET event_payload = ? WHERE persistence_id = ? AND sequence_number = ?",
                        to -> {
                            to.setBytes(1, bytes);
                            to.setString(2, ID);
                            to.setLong(3, seq);
                        });
    }

    @Test
    void shouldGiveTheRowBackWhenItsLineIsParsed() {
        JournalRow row = new JournalRow(12, ID, 3, 1_700_000_000_000L, "held:1", new byte[] {0, -1, 64});
        assertThat(JournalLine.parse(JournalLine.write(row), 1)).isEqualTo(row);
    }

    @Test
    void shouldNameLineAndFieldWhenALineIsBad() {
        assertThatThrownBy(() -> JournalLine.parse("{\"persistence_id\":", 8)).hasMessageContaining("line=8");
        assertThatThrownBy(() -> JournalLine.parse("{\"ordering\":1,\"persistence_id\":\"a\"}", 9))
                .hasMessageContaining("line=9")
                .hasMessageContaining("field=seq");
    }
}
