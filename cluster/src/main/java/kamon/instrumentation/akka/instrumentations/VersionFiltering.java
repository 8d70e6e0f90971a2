package kamon.instrumentation.akka.instrumentations;

import scala.Function0;
import scala.collection.immutable.Seq;
import scala.runtime.BoxedUnit;

/**
 * Kamon's gate of its Akka instrumentation, answering for Akka 2.8 what Kamon 2.7.5 answers for 2.7: its own knows versions up to 2.7
 * and silently leaves out dispatchers and sharding on 2.8. It stands before Kamon's on the class path because the program's jar does.
 * The classes that ask it were compiled by Scala, so each method has a static twin of the same name with a dollar sign.
 */
public interface VersionFiltering {
    /** The version answered for, whatever Akka's own says; the build ships one Akka. */
    String ANSWERED = "2.7";

    /** The same as far as Kamon compares patch versions: later than all that it names. */
    int PATCH = 99;

    static void $init$(VersionFiltering self) {}

    static void onAkka$(VersionFiltering self, Function0<BoxedUnit> body) {
        body.apply();
    }

    static void onAkka$(VersionFiltering self, Seq<String> versions, Function0<BoxedUnit> body) {
        if (versions.exists(version -> ANSWERED.startsWith(version))) {
            body.apply();
        }
    }

    static void untilAkkaVersion$(VersionFiltering self, String series, int patch, Function0<BoxedUnit> body) {
        if (ANSWERED.startsWith(series) && PATCH < patch) {
            body.apply();
        }
    }

    static void afterAkkaVersion$(VersionFiltering self, String series, int patch, Function0<BoxedUnit> body) {
        if (ANSWERED.startsWith(series) && PATCH > patch) {
            body.apply();
        }
    }

    default void onAkka(Function0<BoxedUnit> body) {
        onAkka$(this, body);
    }

    default void onAkka(Seq<String> versions, Function0<BoxedUnit> body) {
        onAkka$(this, versions, body);
    }

    default void untilAkkaVersion(String series, int patch, Function0<BoxedUnit> body) {
        untilAkkaVersion$(this, series, patch, body);
    }

    default void afterAkkaVersion(String series, int patch, Function0<BoxedUnit> body) {
        afterAkkaVersion$(this, series, patch, body);
    }
}
