package io.aurora.inference;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** What a worker told its metrics. Thread-safe. */
final class SeenByMetrics implements InferenceMetrics {
    final List<Miss> misses = Collections.synchronizedList(new ArrayList<>());
    final AtomicInteger devices = new AtomicInteger();
    final AtomicInteger waiting = new AtomicInteger();

    @Override
    public void queueDepth(int requests) {
        waiting.set(requests);
    }

    @Override
    public void missed(Miss why) {
        misses.add(why);
    }

    @Override
    public void device(boolean answers) {
        devices.addAndGet(answers ? 1 : -1);
    }
}
