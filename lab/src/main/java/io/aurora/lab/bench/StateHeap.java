package io.aurora.lab.bench;

import io.aurora.domain.symbol.SymbolSnapshot;
import io.aurora.domain.symbol.SymbolState;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.List;

/** Retained heap of one symbol's state: what many copies add to the heap after collection, divided by their number. */
public final class StateHeap {
    private static final int COPIES = 1_000;
    private static final int COLLECTIONS = 4;

    private StateHeap() {}

    /** Bytes of one state restored from {@code snapshot}; its settings, which restored states do not share, count in. */
    public static long bytesOf(SymbolSnapshot snapshot) {
        List<SymbolState> warm = copies(snapshot, COPIES / 10);
        long before = usedBytes();
        List<SymbolState> states = copies(snapshot, COPIES);
        long after = usedBytes();
        Reference.reachabilityFence(states);
        Reference.reachabilityFence(warm);
        return (after - before) / COPIES;
    }

    private static List<SymbolState> copies(SymbolSnapshot snapshot, int count) {
        List<SymbolState> states = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            states.add(SymbolState.of(snapshot));
        }
        return states;
    }

    private static long usedBytes() {
        Runtime runtime = Runtime.getRuntime();
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
