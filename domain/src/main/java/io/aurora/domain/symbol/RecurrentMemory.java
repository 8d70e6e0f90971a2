package io.aurora.domain.symbol;

import io.aurora.domain.bytes.BytesReader;
import io.aurora.domain.bytes.BytesWriter;
import io.aurora.domain.inference.RecurrentInput;
import java.util.ArrayList;
import java.util.List;

/**
 * Recurrent state of a symbol as a function of its bars: the last stored checkpoint and the features since. Empty for a forecaster
 * without recurrent state. An immutable value.
 *
 * @param input checkpoint and features since
 */
record RecurrentMemory(RecurrentInput input) {
    /** Bars from one stored checkpoint to the next. */
    static final int EVERY = 64;

    static final RecurrentMemory ZERO = new RecurrentMemory(RecurrentInput.ZERO);

    /** Whether the bar now decided is to store the state its engine answered. */
    boolean checkpointDue() {
        return input.since().size() + 1 >= EVERY;
    }

    /** After a bar whose event stored {@code state}. */
    static RecurrentMemory at(float[] state) {
        return new RecurrentMemory(new RecurrentInput(state, List.of()));
    }

    /** After a bar whose event stored no state. */
    RecurrentMemory withBar(double[] features) {
        List<double[]> since = new ArrayList<>(input.since());
        since.add(features);
        return new RecurrentMemory(new RecurrentInput(input.checkpoint(), since));
    }

    void write(BytesWriter to) {
        to.putFloats(input.checkpoint());
        to.putList(input.since(), BytesWriter::putDoubles);
    }

    static RecurrentMemory read(BytesReader from) {
        return new RecurrentMemory(new RecurrentInput(from.getFloats(), from.getList(BytesReader::getDoubles)));
    }
}
