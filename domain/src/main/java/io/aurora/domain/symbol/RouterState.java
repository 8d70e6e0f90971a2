package io.aurora.domain.symbol;

import io.aurora.domain.bytes.BytesReader;
import io.aurora.domain.bytes.BytesWriter;
import io.aurora.domain.regime.RegimeProbabilities;
import io.aurora.domain.settings.RegimeSettings;
import java.util.ArrayList;
import java.util.List;

/**
 * When the BIC router refits and when a refit is used (spec page 10, section 2): a refit is due at the n-th return since the reset where
 * n reaches the fit window and is a multiple of {@code refit_every}; its result holds from the {@code use_after}-th accepted bar after
 * that. An immutable value.
 *
 * @param probabilities what holds now
 * @param pending refits not in use yet, oldest first
 */
record RouterState(RegimeProbabilities probabilities, List<Pending> pending) {
    static final RouterState START = new RouterState(RegimeProbabilities.uniform(), List.of());

    /**
     * A refit not in use yet.
     *
     * @param atReturn index of its last return, counted from 1 since the reset
     * @param accepted accepted bars since
     */
    record Pending(long atReturn, int accepted) {}

    RouterState {
        pending = List.copyOf(pending);
    }

    static boolean refitAt(long returns, RegimeSettings settings) {
        return returns >= settings.fitWindow() && returns % settings.refitEvery() == 0;
    }

    /** The refit whose result comes into use with the next accepted bar, where there is one. */
    boolean dueWithNextBar(RegimeSettings settings) {
        return !pending.isEmpty() && pending.get(0).accepted() + 1 >= settings.useAfter();
    }

    /** After one more return, which may be a refit's last. */
    RouterState withReturn(long returns, RegimeSettings settings) {
        if (!refitAt(returns, settings)) {
            return this;
        }
        List<Pending> more = new ArrayList<>(pending);
        more.add(new Pending(returns, 0));
        return new RouterState(probabilities, more);
    }

    /** After one more accepted bar; call it before that bar's own return is counted. */
    RouterState withAcceptedBar(RegimeSettings settings) {
        if (pending.isEmpty()) {
            return this;
        }
        List<Pending> rest = new ArrayList<>(pending.size());
        for (Pending refit : pending) {
            if (refit.accepted() + 1 < settings.useAfter()) {
                rest.add(new Pending(refit.atReturn(), refit.accepted() + 1));
            }
        }
        return new RouterState(probabilities, rest);
    }

    RouterState with(RegimeProbabilities answered) {
        return answered.equals(probabilities) ? this : new RouterState(answered, pending);
    }

    void write(BytesWriter to) {
        to.putDouble(probabilities.ar()).putDouble(probabilities.arma()).putDouble(probabilities.garch());
        to.putList(pending, (out, refit) -> out.putLong(refit.atReturn()).putInt(refit.accepted()));
    }

    static RouterState read(BytesReader from) {
        return new RouterState(
                new RegimeProbabilities(from.getDouble(), from.getDouble(), from.getDouble()),
                from.getList(in -> new Pending(in.getLong(), in.getInt())));
    }
}
