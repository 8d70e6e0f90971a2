package io.aurora.inference.reload;

import java.util.Optional;

/** The one reload that a keeper has under way; it is answered once. Owned by the keeper. */
final class ReloadUnderWay {
    private Optional<ModelKeeper.Reload> asked = Optional.empty();
    private boolean told;

    boolean any() {
        return asked.isPresent();
    }

    void begin(ModelKeeper.Reload reload) {
        asked = Optional.of(reload);
        told = false;
    }

    /** The nodes have been told, or as many as could be reached in time: the others hear of it by gossip. */
    void told() {
        told = asked.isPresent();
    }

    /** The cluster has settled on these models; where two nodes reload at the same time, on one of the two. */
    void settledOn(ModelsChosen chosen) {
        if (told && !isFor(chosen)) {
            refused("another node has reloaded at the same time, and the cluster has settled on its models");
        }
    }

    /** These models are in force on this node. */
    void inForce(ModelsChosen chosen) {
        if (isFor(chosen)) {
            answer(new ModelKeeper.InForce(chosen));
        } else {
            settledOn(chosen);
        }
    }

    void refused(String reason) {
        answer(new ModelKeeper.Refused(reason));
    }

    private boolean isFor(ModelsChosen chosen) {
        return asked.filter(reload -> reload.chosen().equals(chosen)).isPresent();
    }

    private void answer(ModelKeeper.Reply reply) {
        asked.ifPresent(reload -> reload.replyTo().tell(reply));
        asked = Optional.empty();
        told = false;
    }
}
