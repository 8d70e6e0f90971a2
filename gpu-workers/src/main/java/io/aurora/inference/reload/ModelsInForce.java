package io.aurora.inference.reload;

import akka.actor.typed.ActorRef;
import io.aurora.inference.ModelFolders;
import io.aurora.inference.protocol.InferenceProtocol;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A node's word on the models in force. Written by its keeper, read by any thread. */
public final class ModelsInForce {
    private final ModelsChosen settings;
    private final Set<ActorRef<InferenceProtocol.Command>> own = ConcurrentHashMap.newKeySet();
    private volatile ModelsChosen current;
    private volatile int workers;
    private volatile boolean onProcessor;

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

    /** Workers of this node. */
    Set<ActorRef<InferenceProtocol.Command>> own() {
        return own;
    }

    /** Whether the processor has taken the place of this node's lost devices. */
    public boolean isOnProcessor() {
        return onProcessor;
    }

    void onProcessor() {
        onProcessor = true;
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
