package kamon.instrumentation.akka.instrumentations;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Method;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import scala.collection.immutable.Seq;
import scala.jdk.javaapi.CollectionConverters;
import scala.runtime.BoxedUnit;

class VersionFilteringTest {
    private static final VersionFiltering GATE = new VersionFiltering() {};
    private final List<String> ran = new ArrayList<>();

    @Test
    void shouldStandBeforeKamonsWhenTheClassPathIsSearched() throws Exception {
        String resource = VersionFiltering.class.getName().replace('.', '/') + ".class";
        List<URL> found = Collections.list(getClass().getClassLoader().getResources(resource));

        assertThat(found).hasSize(2);
        assertThat(found.get(0).getPath()).doesNotContain("kamon-bundle");
        assertThat(found.get(1).getPath()).contains("kamon-bundle");
    }

    @Test
    void shouldBeNeededWhenAkkaIsOfTheSeriesItAnswersFor() {
        assertThat(akka.Version.current()).startsWith("2.8.");
    }

    @ParameterizedTest
    @CsvSource({"2.5;2.6, false", "2.6;2.7, true", "2.7, true", "2.5, false"})
    void shouldRunTheBodyWhenTheNewestSeriesIsAmongThoseAsked(String versions, boolean runs) {
        Seq<String> asked =
                CollectionConverters.asScala(Arrays.asList(versions.split(";"))).toSeq();

        GATE.onAkka(asked, this::body);

        assertThat(ran).hasSize(runs ? 1 : 0);
    }

    @Test
    void shouldCountAsAfterEveryPatchWhenPatchesAreCompared() {
        GATE.afterAkkaVersion("2.7", 3, this::body);
        GATE.untilAkkaVersion("2.7", 3, this::body);
        GATE.afterAkkaVersion("2.6", 3, this::body);
        GATE.onAkka(this::body);

        assertThat(ran).hasSize(2);
    }

    @Test
    void shouldHaveAStaticTwinOfEachMethodWhenScalaCallsIt() {
        Stream<String> names = Arrays.stream(VersionFiltering.class.getMethods())
                .filter(Method::isDefault)
                .map(method -> method.getName() + "$");

        assertThat(names)
                .isNotEmpty()
                .allSatisfy(name -> assertThat(VersionFiltering.class.getMethods())
                        .anyMatch(method -> method.getName().equals(name)));
    }

    private BoxedUnit body() {
        ran.add("ran");
        return BoxedUnit.UNIT;
    }
}
