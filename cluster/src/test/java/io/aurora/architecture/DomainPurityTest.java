package io.aurora.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.io.Serializable;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.stream.BaseStream;
import org.junit.jupiter.api.Test;

/**
 * What {@code domain} may use: plain Java and Commons Math; no clock, no generator of its own, no process, no file, and no function whose
 * bits depend on the JVM or the processor.
 */
class DomainPurityTest {
    private static final JavaClasses AURORA = AuroraClasses.main();

    private static final Set<String> UNSTABLE_MATH = Set.of(
            "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "exp", "expm1", "log",
            "log10", "log1p", "pow", "cbrt", "hypot", "random");
    private static final Set<String> PROCESS = Set.of(
            "currentTimeMillis",
            "nanoTime",
            "getenv",
            "getProperty",
            "getProperties",
            "exit",
            "identityHashCode",
            "lineSeparator");

    @Test
    void shouldUsePlainJavaAndCommonsMathOnly() {
        classes()
                .that()
                .resideInAPackage("io.aurora.domain..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                                "io.aurora.domain..",
                                "java.lang",
                                "java.lang.invoke",
                                "java.lang.annotation",
                                "java.lang.reflect",
                                "java.lang.runtime",
                                "java.util",
                                "java.util.function",
                                "java.util.regex",
                                "java.util.stream",
                                "java.util.random",
                                "java.math",
                                "java.nio",
                                "java.nio.charset",
                                "java.security",
                                "java.text",
                                "java.time..",
                                "org.apache.commons.math3..")
                        .or(type(Serializable.class))
                        .or(DescribedPredicate.describe(
                                "primitives and their arrays",
                                type -> type.getPackageName().isEmpty()
                                        || type.getBaseComponentType().isPrimitive()))
                        .as("plain Java without files, network, threads and logging, or Commons Math"))
                .check(AURORA);
    }

    /** Keys and digest of settings, and the differences an audit names, are read off the components of records, in declared order. */
    @Test
    void shouldReflectOnRecordsOfSettingsAndAuditOnly() {
        noClasses()
                .that()
                .resideInAPackage("io.aurora.domain..")
                .and()
                .resideOutsideOfPackages("io.aurora.domain.settings..", "io.aurora.domain.audit..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("java.lang.reflect")
                .check(AURORA);
    }

    @Test
    void shouldReadNoClock() {
        domain().should()
                .dependOnClassesThat(type(Clock.class))
                .orShould()
                .accessTargetWhere(calls("now", "java.time."))
                .check(AURORA);
    }

    @Test
    void shouldMakeNoRandomSource() {
        domain().should()
                .dependOnClassesThat(type(ThreadLocalRandom.class).or(type(SecureRandom.class)))
                .orShould()
                .accessTargetWhere(DescribedPredicate.describe(
                        "new Random(...)",
                        access -> isOwnedBy(access, Random.class.getName())
                                && name(access).equals("<init>")))
                .orShould()
                .callConstructor(SplittableRandom.class)
                .orShould()
                .callMethod(RandomGenerator.class, "getDefault")
                .orShould()
                .accessTargetWhere(calls("randomUUID", "java.util.UUID"))
                .orShould()
                .accessTargetWhere(calls("shuffle", "java.util.Collections"))
                .check(AURORA);
    }

    @Test
    void shouldAskNothingOfTheProcess() {
        domain().should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "System." + PROCESS,
                        access -> isOwnedBy(access, "java.lang.System") && PROCESS.contains(name(access))))
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .dependOnClassesThat(type(Thread.class).or(type(Runtime.class)).or(type(Process.class)))
                .check(AURORA);
    }

    @Test
    void shouldCallNoMathFunctionWhoseBitsMayDiffer() {
        domain().should()
                .accessTargetWhere(DescribedPredicate.describe(
                        "Math." + UNSTABLE_MATH + " (StrictMath gives the same bits everywhere)",
                        access -> isOwnedBy(access, "java.lang.Math") && UNSTABLE_MATH.contains(name(access))))
                .check(AURORA);
    }

    @Test
    void shouldFoldInOrderWithoutParallelStreams() {
        domain().should()
                .accessTargetWhere(calls("parallelStream", "java.util."))
                .orShould()
                .callMethod(BaseStream.class, "parallel")
                .orShould()
                .accessTargetWhere(calls("parallel", "java.util.stream."))
                .check(AURORA);
    }

    private static GivenClassesConjunction domain() {
        return noClasses().that().resideInAPackage("io.aurora.domain..");
    }

    private static DescribedPredicate<JavaAccess<?>> calls(String method, String ownerPrefix) {
        return DescribedPredicate.describe(
                ownerPrefix + "*." + method + "()",
                access -> name(access).equals(method) && owner(access).startsWith(ownerPrefix));
    }

    private static boolean isOwnedBy(JavaAccess<?> access, String type) {
        return owner(access).equals(type);
    }

    private static String owner(JavaAccess<?> access) {
        return access.getTargetOwner().getName();
    }

    private static String name(JavaAccess<?> access) {
        AccessTarget target = access.getTarget();
        return target.getName();
    }
}
