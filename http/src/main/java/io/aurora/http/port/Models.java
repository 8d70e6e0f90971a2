package io.aurora.http.port;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletionStage;

/** The models that the cluster's symbols run on. */
public interface Models {
    /**
     * A model in force.
     *
     * @param id content id; {@code ewma} and {@code bic} are built in
     * @param kind {@code student} or {@code router}
     * @param featureSchemaHash of the features it reads
     * @param metrics figures of its training and acceptance
     * @param lineage what it was made from
     * @param dataSnapshot identity of its training data, empty without any
     * @param codeRevision code that made it, empty for a built-in one
     */
    record Shown(
            String id,
            String kind,
            String featureSchemaHash,
            SortedMap<String, Double> metrics,
            List<String> lineage,
            String dataSnapshot,
            String codeRevision) {}

    /**
     * What is in force.
     *
     * @param engine {@code cpu}, {@code cuda}; {@code ewma} where both models are built in; of this node
     * @param engineWhy why that engine, for people; empty where it has no worker
     */
    record InForce(Shown student, Shown router, String engine, String engineWhy, Instant since) {}

    /**
     * A model that is wanted: a folder, or an id below the folder of models, {@code ewma} or {@code bic}. Which of the two models it replaces is
     * the model's to say.
     */
    record Wanted(Optional<String> id, Optional<String> path) {}

    /** How a change ended. */
    sealed interface Reply permits Changed, Refused {}

    record Changed(InForce inForce) implements Reply {}

    /** The models before are in force still. */
    record Refused(String reason) implements Reply {}

    /** Absent until this node knows. Reads the models' manifests. */
    CompletionStage<Optional<InForce>> inForce();

    /** Why such a model cannot be had at all, whatever it holds; absent where it may be. */
    CompletionStage<Optional<String>> objection(Wanted wanted);

    /** Reads the model, has every worker of the cluster load it and puts it in force. */
    CompletionStage<Reply> reload(Wanted wanted);
}
