package io.aurora.inference;

import io.aurora.domain.inference.ModelIds;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The engines that a worker has open, newest first, with the batches that run on each. Owned by the worker. */
final class ServedEngines {
    private final List<Served> open = new ArrayList<>();

    /** One engine; it is given up when it is retired and its last batch is done. */
    static final class Served {
        private final InferenceEngine engine;
        private int running;
        private boolean retired;

        private Served(InferenceEngine engine) {
            this.engine = engine;
        }

        InferenceEngine engine() {
            return engine;
        }
    }

    void add(InferenceEngine engine) {
        open.add(0, new Served(engine));
    }

    /** Whether an engine of exactly these models is open and goes on. */
    boolean has(ModelIds models) {
        return open.stream()
                .anyMatch(served -> !served.retired && served.engine.models().equals(models));
    }

    /** Whether that one is open, retired or not. */
    boolean has(Served served) {
        return open.contains(served);
    }

    /** The newest engine that can answer for these models. */
    Optional<Served> serving(ModelIds models) {
        return open.stream()
                .filter(served -> !served.retired && served.engine.models().cover(models))
                .findFirst();
    }

    void started(Served served) {
        served.running++;
    }

    /** A batch is done; the engine, where it has to be closed now. */
    Optional<InferenceEngine> finished(Served served) {
        served.running--;
        return served.retired && served.running == 0 ? given(served) : Optional.empty();
    }

    /** Retires all engines but that of {@code kept}; those that run nothing have to be closed now. */
    List<InferenceEngine> retireAllBut(ModelIds kept) {
        return retire(engine -> !engine.models().equals(kept));
    }

    /** Retires all engines; those that run nothing have to be closed now. */
    List<InferenceEngine> retireAll() {
        return retire(engine -> true);
    }

    private List<InferenceEngine> retire(Predicate<InferenceEngine> which) {
        List<InferenceEngine> idle = new ArrayList<>();
        for (Iterator<Served> each = open.iterator(); each.hasNext(); ) {
            Served served = each.next();
            if (which.test(served.engine)) {
                served.retired = true;
                if (served.running == 0) {
                    each.remove();
                    idle.add(served.engine);
                }
            }
        }
        return idle;
    }

    /** Models of the engines that go on, newest first. */
    List<ModelIds> models() {
        return open.stream()
                .filter(served -> !served.retired)
                .map(served -> served.engine.models())
                .toList();
    }

    private Optional<InferenceEngine> given(Served served) {
        open.remove(served);
        return Optional.of(served.engine);
    }
}
