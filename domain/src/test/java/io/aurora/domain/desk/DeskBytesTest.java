package io.aurora.domain.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aurora.domain.symbol.HashChain;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeskBytesTest {
    private static final DeskEvent HELD = new DeskEvent.DeskHeld(1L, "op", "why", true);
    private static final DeskEvent RELEASED = new DeskEvent.DeskReleased(258L, "op", "");

    @Test
    void shouldKeepTheLayoutWhenAnEventIsEncoded() {
        assertThat(HexFormat.of().formatHex(DeskBytes.encode(HELD)))
                .isEqualTo("0101" + "0000000000000001" + "000000026f70" + "00000003776879" + "01");
        assertThat(HexFormat.of().formatHex(DeskBytes.encode(RELEASED)))
                .isEqualTo("0201" + "0000000000000102" + "000000026f70" + "00000000");
    }

    @Test
    void shouldGiveTheEventBackWhenItsBytesAreDecoded() {
        for (DeskEvent event : List.of(HELD, RELEASED)) {
            assertThat(DeskBytes.decode(DeskBytes.encode(event))).isEqualTo(event);
        }
    }

    @Test
    void shouldRefuseWhenBytesAreNoEvent() {
        byte[] bytes = DeskBytes.encode(HELD);
        bytes[0] = 9;
        assertThatThrownBy(() -> DeskBytes.decode(bytes)).hasMessageContaining("tag=9");
        byte[] longer = java.util.Arrays.copyOf(DeskBytes.encode(HELD), 40);
        assertThatThrownBy(() -> DeskBytes.decode(longer)).hasMessageContaining("must end here");
    }

    @Test
    void shouldChangeTheHashWhenAnythingBeforeItChanges() {
        RecordedDeskEvent first = RecordedDeskEvent.chained(HashChain.genesis(), "desk", 1, HELD);
        assertThat(first).isEqualTo(RecordedDeskEvent.chained(HashChain.genesis(), "desk", 1, HELD));
        assertThat(RecordedDeskEvent.chained(HashChain.genesis(), "desk", 2, HELD))
                .isNotEqualTo(first);
        assertThat(RecordedDeskEvent.chained(HashChain.genesis(), "desks", 1, HELD))
                .isNotEqualTo(first);
        assertThat(RecordedDeskEvent.chained(first.hash(), "desk", 1, HELD)).isNotEqualTo(first);
        assertThat(RecordedDeskEvent.chained(HashChain.genesis(), "desk", 1, RELEASED)
                        .hash())
                .isNotEqualTo(first.hash());
    }
}
