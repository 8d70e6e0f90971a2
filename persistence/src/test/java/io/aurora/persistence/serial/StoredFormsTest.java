package io.aurora.persistence.serial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurora.domain.acceptance.AcceptanceState;
import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.learning.Gate;
import io.aurora.domain.learning.PartitionEvent;
import io.aurora.domain.learning.PartitionEvent.DecisionMade;
import io.aurora.domain.learning.PartitionEvent.FeedbackApplied;
import io.aurora.domain.learning.PartitionState;
import io.aurora.domain.learning.RecordedPartitionEvent;
import io.aurora.domain.learning.SeededPartition;
import io.aurora.domain.market.GapPolicy;
import io.aurora.domain.symbol.RecordedEvent;
import io.aurora.domain.symbol.RiskMode;
import io.aurora.domain.symbol.SymbolEvent;
import io.aurora.persistence.PartitionCheckpoint;
import io.aurora.persistence.SeededSymbol;
import io.aurora.persistence.SymbolCheckpoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class StoredFormsTest {
    private static final long SEED = 20_261_120L;

    @Test
    void shouldStayBelow500BytesOnAverageWhenDecisionsHaveNoModel() throws IOException {
        List<RecordedEvent> events = SeededSymbol.events("SIM-1", SEED, 3_000);
        long bytes = 0;
        int most = 0;
        for (RecordedEvent event : events.subList(1, events.size())) {
            int size = StoredForms.toBytes(event).length;
            bytes += size;
            most = Math.max(most, size);
        }
        double mean = bytes / (double) (events.size() - 1);
        Files.writeString(
                Path.of("target", "bar-decided-bytes.txt"),
                "bytes of a stored bar-decided event without a model, hash included: mean " + mean + ", largest " + most
                        + ", events " + (events.size() - 1) + ", seed " + SEED + "\n");
        assertThat(mean).isLessThanOrEqualTo(500.0);
    }

    @Test
    void shouldGiveTheSameBytesWhenWhatWasReadIsWrittenAgain() {
        for (RecordedEvent event : SeededSymbol.events("SIM-2", SEED, 400)) {
            byte[] stored = StoredForms.toBytes(event);
            Object read = StoredForms.fromBytes(StoredForms.manifest(event), stored);
            assertThat(read).as("seed=%d", SEED).isEqualTo(event);
            assertThat(StoredForms.toBytes(read)).as("seed=%d", SEED).isEqualTo(stored);
        }
    }

    @Test
    void shouldGiveTheStateBackWhenACheckpointIsRead() {
        SeededSymbol symbol = new SeededSymbol("SIM-3", SEED);
        for (int i = 0; i < 300; i++) {
            symbol.next();
        }
        SymbolCheckpoint checkpoint = symbol.checkpoint();
        byte[] stored = StoredForms.toBytes(checkpoint);
        assertThat(StoredForms.fromBytes("symbol-snapshot:1", stored)).isEqualTo(checkpoint);
    }

    @Test
    void shouldFindAChangeWhenAnyByteOfAStoredEventIsChanged() {
        List<RecordedEvent> events = SeededSymbol.events("SIM-4", SEED, 200);
        RecordedEvent event = events.get(200);
        byte[] stored = StoredForms.toBytes(event);
        for (int i = 0; i < stored.length; i++) {
            byte[] changed = stored.clone();
            changed[i] ^= 0x10;
            assertThat(same(event, changed))
                    .as("byte %d of %d", i, stored.length)
                    .isFalse();
        }
    }

    /** Whether the bytes pass for the event: they can be read, hold an equal value, and are what would be written. */
    private static boolean same(RecordedEvent event, byte[] changed) {
        try {
            Object read = StoredForms.fromBytes("bar-decided:1", changed);
            return read.equals(event) && Arrays.equals(StoredForms.toBytes(read), changed);
        } catch (StoredFormException e) {
            return false;
        }
    }

    @Test
    void shouldNameManifestAndHighestVersionWhenTheFormIsUnknown() {
        assertThatThrownBy(() -> StoredForms.fromBytes("bar-decided:7", new byte[0]))
                .isInstanceOf(StoredFormException.class)
                .hasMessageContaining("manifest=bar-decided:7")
                .hasMessageContaining("highest version known=1");
        assertThatThrownBy(() -> StoredForms.fromBytes("bar-forgotten:1", new byte[0]))
                .isInstanceOf(StoredFormException.class)
                .hasMessageContaining("manifest=bar-forgotten:1");
        assertThatThrownBy(() -> StoredForms.toBytes("text")).isInstanceOf(StoredFormException.class);
    }

    @Test
    void shouldNameTheManifestWhenBytesAreCutOrLonger() {
        RecordedEvent event = new RecordedEvent(new SymbolEvent.Held(1, 5L, "a", "b"), new byte[32]);
        byte[] stored = StoredForms.toBytes(event);
        for (int length = 0; length < stored.length; length++) {
            byte[] cut = Arrays.copyOf(stored, length);
            assertThatThrownBy(() -> StoredForms.fromBytes("held:1", cut))
                    .as("length %d", length)
                    .isInstanceOf(StoredFormException.class)
                    .hasMessageContaining("held:1");
        }
        byte[] longer = Arrays.copyOf(stored, stored.length + 1);
        assertThatThrownBy(() -> StoredForms.fromBytes("held:1", longer)).isInstanceOf(StoredFormException.class);
    }

    @Test
    void shouldKeepTheirPlacesWhenEnumsAreStoredByNumber() {
        assertThat(AcceptanceState.values())
                .extracting(Enum::name)
                .containsExactly("WARMUP", "PASS", "DERISK", "BLOCK");
        assertThat(InferenceResult.Fallback.values())
                .extracting(Enum::name)
                .startsWith("BUSY", "DEADLINE", "FAILED", "TRIGGER");
        assertThat(RiskMode.values()).extracting(Enum::name).startsWith("STANDARD", "ICM");
        assertThat(GapPolicy.values()).extracting(Enum::name).startsWith("GRID", "SEQUENCE");
    }

    @Test
    void shouldStayBelow320BytesOnAverageWhenDecisionsHaveFiveCandidates() throws IOException {
        long bytes = 0;
        long feedbackBytes = 0;
        int decisions = 0;
        int feedbacks = 0;
        for (RecordedPartitionEvent event : SeededPartition.events("default", 3, SEED, 20_000)) {
            int size = StoredForms.toBytes(event).length;
            if (event.event() instanceof DecisionMade made && made.candidates().size() == 5) {
                bytes += size;
                decisions++;
            } else if (event.event() instanceof FeedbackApplied) {
                feedbackBytes += size;
                feedbacks++;
            }
        }
        double mean = bytes / (double) decisions;
        double feedback = feedbackBytes / (double) feedbacks;
        Files.writeString(
                Path.of("target", "decision-made-bytes.txt"),
                "bytes of a stored decision-made event of 5 candidates, hash included: mean " + mean + ", events "
                        + decisions + "; feedback-applied: mean " + feedback + ", events " + feedbacks + "; seed "
                        + SEED
                        + "\n");
        assertThat(mean).isLessThanOrEqualTo(320.0);
        assertThat(feedback).isLessThanOrEqualTo(210.0);
    }

    @Test
    void shouldGiveTheSameBytesWhenAPartitionIsReadAndWrittenAgain() {
        SeededPartition partition = new SeededPartition("default", 3, SEED);
        for (int i = 0; i < 2_000; i++) {
            RecordedPartitionEvent event = partition.next();
            byte[] stored = StoredForms.toBytes(event);
            Object read = StoredForms.fromBytes(StoredForms.manifest(event), stored);
            assertThat(read).as("seed=%d", SEED).isEqualTo(event);
            assertThat(StoredForms.toBytes(read)).as("seed=%d", SEED).isEqualTo(stored);
        }
        PartitionCheckpoint checkpoint =
                new PartitionCheckpoint(partition.state().toBytes(), partition.hash(), partition.sequenceNr());
        PartitionCheckpoint read =
                (PartitionCheckpoint) StoredForms.fromBytes("partition-snapshot:1", StoredForms.toBytes(checkpoint));
        assertThat(read).isEqualTo(checkpoint);
        assertThat(PartitionState.of(read.state(), 1_000)).isEqualTo(partition.state());
    }

    @Test
    void shouldKeepTheirPlacesWhenEnumsOfTheDecisionLoopAreStoredByNumber() {
        assertThat(PartitionEvent.ExpiryCause.values()).extracting(Enum::name).startsWith("TTL", "OVERFLOW");
        assertThat(Gate.Verdict.values()).extracting(Enum::name).startsWith("PASS", "HALVED", "REFUSED");
    }
}
