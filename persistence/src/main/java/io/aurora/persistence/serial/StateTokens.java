package io.aurora.persistence.serial;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The parts of a state's key ({@code latency=<50;cpu=<=8;...}) as they are stored: a part of this list by its place in it, any other
 * as text. A key of seven features takes about 10 bytes instead of 90. The list belongs to the stored forms of version 1 and never
 * changes; what it lacks is stored all the same.
 */
final class StateTokens {
    private static final List<String> PARTS = List.of(
            "latency=none",
            "latency=<25",
            "latency=<50",
            "latency=<100",
            "latency=<250",
            "latency=>=250",
            "cpu=none",
            "cpu=<=2",
            "cpu=<=8",
            "memory=none",
            "memory=<=8",
            "memory=<=32",
            "region=none",
            "region=other",
            "coherence=low",
            "coherence=mid",
            "coherence=high",
            "density=low",
            "density=mid",
            "density=high",
            "count=1",
            "count=2",
            "count=3-4",
            "count=5+",
            "cpu=<=32",
            "cpu=more",
            "memory=<=128",
            "memory=more",
            "symbol=PASS",
            "symbol=DERISK",
            "symbol=BLOCK",
            "symbol=WARMUP");
    private static final Map<String, Integer> PLACES = places();
    private static final char BETWEEN = ';';

    private StateTokens() {}

    private static Map<String, Integer> places() {
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < PARTS.size(); i++) {
            places.put(PARTS.get(i), i);
        }
        return places;
    }

    static void write(WireOut to, String state) {
        List<String> parts = new ArrayList<>(8);
        int from = 0;
        for (int end = state.indexOf(BETWEEN); end >= 0; end = state.indexOf(BETWEEN, from)) {
            parts.add(state.substring(from, end));
            from = end + 1;
        }
        parts.add(state.substring(from));
        to.parts(parts, PLACES);
    }

    static String read(WireIn from) {
        return String.join(String.valueOf(BETWEEN), from.parts(PARTS));
    }
}
