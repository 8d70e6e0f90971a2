package io.aurora.inference.network;

/**
 * One LSTM layer; gates in the order i, f, g, o, each {@code hidden} rows.
 *
 * @param input from what the layer reads, {@code 4 hidden} outputs, with b_ih
 * @param recurrent from its own hidden state, {@code 4 hidden} outputs, with b_hh
 */
public record LstmLayer(Linear input, Linear recurrent) {
    private static final int GATES = 4;

    public LstmLayer {
        Sizes.requireShape("input", input, input.inputs(), GATES * recurrent.inputs());
        Sizes.requireShape("recurrent", recurrent, recurrent.inputs(), GATES * recurrent.inputs());
    }

    /** Units. */
    public int hidden() {
        return recurrent.inputs();
    }
}
