package dev.coinless.model;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.Random;
import java.util.UUID;

/// The model is data and rules: it asks nobody, waits for nothing and remembers nothing.
@AnalyzeClasses(
        packages = "dev.coinless.model",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String[] INPUT_AND_OUTPUT = {
        "java.net..",
        "java.nio.file..",
        "java.nio.channels..",
        "java.sql..",
        "javax.net..",
        "java.util.logging.."
    };

    @ArchTest
    static final ArchRule theModelReadsAndWritesNothing =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(INPUT_AND_OUTPUT)
                    .orShould()
                    .accessField(System.class, "out")
                    .orShould()
                    .accessField(System.class, "err")
                    .orShould()
                    .accessField(System.class, "in")
                    .orShould()
                    .callMethod(System.class, "getenv", String.class)
                    .orShould()
                    .callMethod(System.class, "getProperty", String.class);

    /// `ByteArrayOutputStream` is memory, not output.
    @ArchTest
    static final ArchRule ofJavaIoOnlyMemoryIsUsed =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            com.tngtech.archunit.base.DescribedPredicate.describe(
                                    "are in java.io beyond memory",
                                    type ->
                                            type.getPackageName().equals("java.io")
                                                    && !type.isEquivalentTo(
                                                            java.io.ByteArrayOutputStream.class)
                                                    && !type.isEquivalentTo(
                                                            java.io.Serializable.class)));

    @ArchTest
    static final ArchRule onlySystemTimeAsksAClock =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("SystemTime")
                    .should()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(LocalDate.class, "now")
                    .orShould()
                    .callMethod(LocalDateTime.class, "now")
                    .orShould()
                    .callMethod(OffsetDateTime.class, "now")
                    .orShould()
                    .callMethod(ZonedDateTime.class, "now")
                    .orShould()
                    .callMethod(InstantSource.class, "system")
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(Clock.class)
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(Date.class);

    @ArchTest
    static final ArchRule theModelStartsAndLocksNothing =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(Thread.class)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.util.concurrent..")
                    .orShould()
                    .dependOnClassesThat()
                    .areAssignableTo(java.util.Timer.class);

    @ArchTest
    static final ArchRule theModelOwnsNoRandomness =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .areAssignableTo(Random.class)
                    .orShould()
                    .callMethod(UUID.class, "randomUUID")
                    .orShould()
                    .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule bouncyCastleIsKnownOnlyWhereKeysAreUsed =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            "dev.coinless.model.sign..",
                            "dev.coinless.model.seal..",
                            "dev.coinless.model.code..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.bouncycastle..");

    @ArchTest
    static final ArchRule theCborLibraryIsKnownOnlyInWire =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("dev.coinless.model.wire..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("com.upokecenter..", "com.github.peteroupc..");

    @ArchTest
    static final ArchRule noPackageNeedsItself =
            slices().matching("dev.coinless.model.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingIsMadeToBeExtended =
            classes()
                    .that()
                    .areNotInterfaces()
                    .and()
                    .areNotEnums()
                    .and()
                    .areNotAnonymousClasses()
                    .should(haveModifierFinal());

    private static com.tngtech.archunit.lang.ArchCondition<JavaClass> haveModifierFinal() {
        return com.tngtech.archunit.lang.conditions.ArchConditions.haveModifier(JavaModifier.FINAL);
    }
}
