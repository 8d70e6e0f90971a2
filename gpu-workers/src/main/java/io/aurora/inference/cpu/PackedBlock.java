package io.aurora.inference.cpu;

import io.aurora.inference.network.LayerNorm;
import io.aurora.inference.network.ResBlock;

/** A residual block in panels. */
record PackedBlock(LayerNorm norm, Panels fc1, Panels fc2) {
    static PackedBlock of(int lanes, ResBlock block) {
        Panels fc1 = Panels.of(lanes, block.fc1());
        return new PackedBlock(Panels.padded(block.norm(), fc1.padded()), fc1, Panels.of(lanes, block.fc2()));
    }

    long products() {
        return fc1.products() + fc2.products();
    }

    /** Width with the padding. */
    int padded() {
        return fc1.padded();
    }
}
