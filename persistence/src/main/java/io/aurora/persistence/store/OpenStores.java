package io.aurora.persistence.store;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The stores open in this process by id. Akka makes its database provider by class name from settings, which can carry an id but no
 * object; with the id there, no settings hold an address or a password.
 */
final class OpenStores {
    private static final Map<String, Store> OPEN = new ConcurrentHashMap<>();

    private OpenStores() {}

    static void add(Store store) {
        OPEN.put(store.id(), store);
    }

    static void remove(Store store) {
        OPEN.remove(store.id());
    }

    static Store get(String id) {
        Store store = OPEN.get(id);
        if (store == null) {
            throw new IllegalStateException("must be an open store: id=" + id);
        }
        return store;
    }
}
