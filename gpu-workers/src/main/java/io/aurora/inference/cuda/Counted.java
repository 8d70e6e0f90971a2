package io.aurora.inference.cuda;

import java.util.concurrent.atomic.AtomicLong;

/** A resource whose bytes are counted in an account while it is open. Closed by one thread. */
final class Counted<T extends Resource> implements Resource {
    private final T resource;
    private final long bytes;
    private final AtomicLong account;
    private boolean closed;

    Counted(T resource, long bytes, AtomicLong account) {
        this.resource = resource;
        this.bytes = bytes;
        this.account = account;
        account.addAndGet(bytes);
    }

    T get() {
        return resource;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            account.addAndGet(-bytes);
            resource.close();
        }
    }
}
