package io.aurora.inference.cuda;

import java.util.ArrayDeque;
import java.util.Deque;

/** Closes what was taken so far, the newest first, where taking the rest fails. */
final class Undo implements Resource {
    private final Deque<Resource> taken = new ArrayDeque<>();

    <T extends Resource> T keep(T resource) {
        taken.push(resource);
        return resource;
    }

    /** All went well: what was taken stays open. */
    void forget() {
        taken.clear();
    }

    @Override
    public void close() {
        while (!taken.isEmpty()) {
            taken.pop().close();
        }
    }
}
