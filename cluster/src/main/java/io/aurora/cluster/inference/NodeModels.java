package io.aurora.cluster.inference;

import akka.actor.typed.ActorSystem;
import akka.actor.typed.DispatcherSelector;
import akka.actor.typed.javadsl.AskPattern;
import io.aurora.cluster.metrics.NodeEvents;
import io.aurora.config.InferenceSettings;
import io.aurora.domain.features.FeatureSchema;
import io.aurora.domain.inference.BuiltInForecaster;
import io.aurora.domain.inference.ModelIds;
import io.aurora.http.port.Models;
import io.aurora.inference.ModelFolders;
import io.aurora.inference.model.ModelFileException;
import io.aurora.inference.model.ModelFolder;
import io.aurora.inference.model.ModelKind;
import io.aurora.inference.model.ModelManifest;
import io.aurora.inference.model.Provenance;
import io.aurora.inference.reload.ModelKeeper;
import io.aurora.inference.reload.ModelsChosen;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The models in force as the front shows them, and reloads as it takes them. */
public final class NodeModels implements Models {
    /** Longer than all workers together may take. */
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ActorSystem<?> system;
    private final InferenceNode node;
    private final ModelFinder finder;
    private final NodeEvents events;
    private final InstantSource clock;
    private final Executor reading;

    public NodeModels(
            ActorSystem<?> system,
            InferenceNode node,
            InferenceSettings settings,
            NodeEvents events,
            InstantSource clock) {
        this.system = system;
        this.node = node;
        this.finder = new ModelFinder(settings);
        this.events = events;
        this.clock = clock;
        this.reading = system.dispatchers().lookup(DispatcherSelector.blocking());
    }

    @Override
    public CompletionStage<Optional<InForce>> inForce() {
        return CompletableFuture.supplyAsync(() -> node.inForce().current().map(this::shown), reading);
    }

    private InForce shown(ModelsChosen chosen) {
        boolean builtIn = chosen.ids().equals(ModelIds.BUILT_IN);
        return new InForce(
                shown(
                        chosen.ids().student(),
                        ModelKind.STUDENT,
                        chosen.folders().student()),
                shown(chosen.ids().router(), ModelKind.ROUTER, chosen.folders().router()),
                builtIn ? BuiltInForecaster.ENGINE : node.engine(),
                node.why(),
                Instant.ofEpochMilli(chosen.sinceMs()));
    }

    private static Shown shown(String id, ModelKind kind, Optional<String> folder) {
        Provenance provenance = folder.flatMap(path -> manifest(path, id))
                .map(manifest -> manifest.card().provenance())
                .orElseGet(() -> new Provenance(new TreeMap<>(), List.of(), "", "", 0L));
        return new Shown(
                id,
                kind.code(),
                FeatureSchema.HASH,
                provenance.metrics(),
                provenance.lineage(),
                provenance.dataSnapshot(),
                provenance.codeRevision());
    }

    /** The manifest, as long as the folder still holds that model: it may be gone, or another by now. */
    private static Optional<ModelManifest> manifest(String folder, String id) {
        try {
            return Optional.of(ModelFolder.readManifest(Path.of(folder)))
                    .filter(manifest -> manifest.id().equals(id));
        } catch (ModelFileException e) {
            return Optional.empty();
        }
    }

    @Override
    public CompletionStage<Optional<String>> objection(Wanted wanted) {
        return CompletableFuture.supplyAsync(() -> finder.objection(wanted), reading);
    }

    @Override
    public CompletionStage<Reply> reload(Wanted wanted) {
        return CompletableFuture.supplyAsync(() -> chosen(wanted), reading)
                .thenCompose(this::ask)
                .thenApply(this::told)
                .exceptionally(NodeModels::refused)
                .whenComplete((reply, failure) -> events.modelReload(reply instanceof Changed));
    }

    private ModelsChosen chosen(Wanted wanted) {
        ModelsChosen before = node.inForce()
                .current()
                .orElseThrow(() -> new IllegalStateException("the models in force are not known yet"));
        Optional<String> builtIn = wanted.id().filter(ModelFinder::isBuiltIn);
        if (builtIn.isPresent()) {
            boolean student = builtIn.get().equals(ModelIds.EWMA);
            return with(before, student ? ModelKind.STUDENT : ModelKind.ROUTER, Optional.empty(), builtIn.get());
        }
        Path folder = finder.find(wanted)
                .orElseThrow(() -> new IllegalStateException("no folder of models holds this one: " + wanted));
        ModelManifest manifest = ModelFolder.read(folder).manifest();
        return with(before, manifest.kind(), Optional.of(folder.toString()), manifest.id());
    }

    private ModelsChosen with(ModelsChosen before, ModelKind kind, Optional<String> folder, String id) {
        boolean student = kind == ModelKind.STUDENT;
        return new ModelsChosen(
                new ModelFolders(
                        student ? folder : before.folders().student(),
                        student ? before.folders().router() : folder),
                new ModelIds(
                        student ? id : before.ids().student(),
                        student ? before.ids().router() : id),
                clock.millis());
    }

    private CompletionStage<ModelKeeper.Reply> ask(ModelsChosen chosen) {
        return AskPattern.<ModelKeeper.Command, ModelKeeper.Reply>ask(
                node.keeper(), replyTo -> new ModelKeeper.Reload(chosen, replyTo), PATIENCE, system.scheduler());
    }

    private Reply told(ModelKeeper.Reply reply) {
        return reply instanceof ModelKeeper.InForce done
                ? new Changed(shown(done.chosen()))
                : new Refused(((ModelKeeper.Refused) reply).reason());
    }

    private static Reply refused(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return new Refused(String.valueOf(cause.getMessage()));
    }
}
