package dev.coinless.wallet;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(
        packages = "dev.coinless.wallet",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule onlyIoTouchesSocketsFilesAndTheAir =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("..wallet.io..", "..wallet.cli..", "..wallet")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.net..",
                            "java.nio.file..",
                            "java.nio.channels..",
                            "dev.coinless.simulators..");

    @ArchTest
    static final ArchRule theCommandsTouchNoSocketAndNoFile =
            noClasses()
                    .that()
                    .resideInAPackage("..wallet.cli..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.net.http..", "java.nio.channels..", "dev.coinless.simulators..")
                    .orShould()
                    .dependOnClassesThat()
                    .haveFullyQualifiedName("java.nio.file.Files");

    @ArchTest
    static final ArchRule nothingButTheWiringKnowsTheAdapters =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..wallet.io..")
                    .and()
                    .doNotHaveSimpleName("Wiring")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("..wallet.io..");

    @ArchTest
    static final ArchRule thePhoneKnowsNoCommands =
            noClasses()
                    .that()
                    .resideOutsideOfPackages("..wallet.cli..", "..wallet")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("..wallet.cli..");

    @ArchTest
    static final ArchRule nobodyAsksTheSystemForTheTimeOfDay =
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis");
}
