package io.aurora.inference.reload;

import io.aurora.inference.ModelFolders;
import java.util.Optional;

/** A node's word on the models in force. Written by its keeper, read by any thread. */
public final class ModelsInForce {
    private final ModelsChosen settings;
    private volatile ModelsChosen current;
    private volatile int workers;

    /** @param settings what this node's settings say, which is in force unless its cluster has others */
    public ModelsInForce(ModelsChosen settings) {
        this.settings = settings;
    }

    /** The models in force; absent until this node knows those of its cluster. */
    public Optional<ModelsChosen> current() {
        return Optional.ofNullable(current);
    }

    /** Models that a worker of this node begins with. */
    public ModelFolders folders() {
        return current().orElse(settings).folders();
    }

    /** Workers of the cluster that answer, as far as this node knows. */
    public int workers() {
        return workers;
    }

    void workers(int listed) {
        workers = listed;
    }

    ModelsChosen settings() {
        return settings;
    }

    void set(ModelsChosen chosen) {
        current = chosen;
    }
}
