package io.aurora.actors.symbol;

import io.aurora.domain.inference.InferenceResult;
import io.aurora.domain.settings.Profile;
import io.aurora.domain.symbol.SymbolView;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** What the listener was told, as text. */
final class Told implements SymbolMetrics {
    final List<String> all = new CopyOnWriteArrayList<>();
    final List<Stages> stages = new CopyOnWriteArrayList<>();

    @Override
    public void decided(Profile profile, SymbolView view, Stages times) {
        all.add("decided");
        stages.add(times);
    }

    @Override
    public void changed(Profile profile, SymbolView view) {
        all.add("changed");
    }

    @Override
    public void turnedAway(String symbol, TurnedAway kind, String reason) {
        all.add(reason);
    }

    @Override
    public void inferenceMissed(String symbol, InferenceResult.Fallback why, boolean askedAgain) {
        all.add(why.code() + (askedAgain ? "-again" : ""));
    }

    @Override
    public void recovered(Profile profile, SymbolView view, double seconds) {
        all.add("recovered");
    }

    @Override
    public void stopped(String symbol) {
        all.add("stopped");
    }

    @Override
    public void snapshot(SnapshotOp op, boolean success) {
        all.add(op + (success ? "" : "-failed"));
    }

    @Override
    public void journalFailed(String symbol) {
        all.add("journal-failed");
    }
}
