package io.aurora.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The compiled main classes of all modules, from folders or jars, whichever the build put on the class path. */
final class AuroraClasses {
    private AuroraClasses() {}

    /** Everything below {@code io.aurora} except test classes and what test-jars brought (the package {@code golden}). */
    static JavaClasses main() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .withImportOption(
                        location -> !location.contains("-tests.jar") && !location.contains("/io/aurora/golden/"))
                .importPackages("io.aurora");
    }
}
