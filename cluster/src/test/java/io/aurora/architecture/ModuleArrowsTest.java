package io.aurora.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The arrows between the modules, read from the compiled packages; the Enforcer holds the same arrows between the artifacts. */
class ModuleArrowsTest {
    private static final JavaClasses AURORA = AuroraClasses.main();

    /** Package name of each module, with the modules it may know. */
    private static final Map<String, Set<String>> MAY_KNOW = new TreeMap<>(Map.of(
            "domain", Set.of(),
            "config", Set.of("domain"),
            "persistence", Set.of("domain", "config"),
            "inference", Set.of("domain", "config"),
            "actors", Set.of("domain", "config", "persistence", "inference"),
            "http", Set.of("domain", "config", "persistence", "inference", "actors"),
            "lab", Set.of("domain", "config", "persistence", "inference"),
            "cluster", Set.of("domain", "config", "persistence", "inference", "actors", "http", "lab")));

    static List<String> modules() {
        return List.copyOf(MAY_KNOW.keySet());
    }

    @ParameterizedTest
    @MethodSource("modules")
    void shouldKnowOnlyItsModulesWhenCompiled(String module) {
        List<String> forbidden = new ArrayList<>(MAY_KNOW.keySet());
        forbidden.remove(module);
        forbidden.removeAll(MAY_KNOW.get(module));
        String[] packages = forbidden.stream().map(ModuleArrowsTest::inside).toArray(String[]::new);

        if (packages.length > 0) {
            noClasses()
                    .that()
                    .resideInAPackage(inside(module))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(packages)
                    .allowEmptyShould(true)
                    .check(AURORA);
        }
    }

    @ParameterizedTest
    @MethodSource("modules")
    void shouldLeaveInternalPackagesAloneWhenTheyAreOfAnotherModule(String module) {
        String[] internals = MAY_KNOW.keySet().stream()
                .filter(other -> !other.equals(module))
                .map(other -> "io.aurora." + other + "..internal..")
                .toArray(String[]::new);

        noClasses()
                .that()
                .resideInAPackage(inside(module))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(internals)
                .allowEmptyShould(true)
                .check(AURORA);
    }

    @Test
    void shouldReadTypesafeConfigOnlyWhereItIsParsedOrWired() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        inside("domain"), inside("inference"), inside("actors"), inside("http"), inside("lab"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.typesafe.config..")
                .as("settings reach every module but config, persistence (Slick's own settings) and cluster as records")
                .allowEmptyShould(true)
                .check(AURORA);
    }

    /** Found at run time only: without the incubating module nothing but these kernels is missing. */
    @Test
    void shouldKeepVectorKernelsApartWhenTheIncubatingModuleMayBeAbsent() {
        noClasses()
                .that()
                .resideOutsideOfPackage("io.aurora.inference.vector..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.aurora.inference.vector..", "jdk.incubator..")
                .check(AURORA);
        assertThat(AURORA.stream().map(type -> type.getPackageName())).contains("io.aurora.inference.vector");
    }

    @Test
    void shouldHaveAnArrowForEachModuleWhenItHasClasses() {
        assertThat(AURORA.stream()
                        .map(type -> type.getPackageName().split("\\."))
                        .map(parts -> parts.length > 2 ? parts[2] : "")
                        .distinct())
                .as("packages right below io.aurora")
                .isNotEmpty()
                .allSatisfy(name -> assertThat(MAY_KNOW).containsKey(name));
    }

    private static String inside(String module) {
        return "io.aurora." + module + "..";
    }
}
