package dev.coinless.functions;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;

@AnalyzeClasses(
        packages = "dev.coinless.functions",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyIoKnowsAwsAndFiles =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..io..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "software.amazon..",
                            "com.amazonaws..",
                            "java.nio.file..",
                            "java.net..",
                            "javax.crypto..");

    @ArchTest
    static final ArchRule stagesDoNotKnowIo =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..io..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("dev.coinless.functions.io..");

    @ArchTest
    static final ArchRule nobodyReadsTheSystemClock =
            noClasses()
                    .should()
                    .callMethod(Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime")
                    .orShould()
                    .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule onlyWiringReadsTheEnvironment =
            noClasses()
                    .that()
                    .doNotHaveSimpleName("Wiring")
                    .should()
                    .callMethod(System.class, "getenv")
                    .orShould()
                    .callMethod(System.class, "getenv", String.class);

    /// Deciders and the states they decide on: data in, data out.
    @ArchTest
    static final ArchRule decidersArePure =
            classes()
                    .that()
                    .haveSimpleNameStartingWith("Decide")
                    .and()
                    .haveSimpleNameNotEndingWith("Handler")
                    .or()
                    .haveSimpleName("SettleHold")
                    .or()
                    .haveSimpleName("Judgement")
                    .or()
                    .haveSimpleName("GenerationProgress")
                    .or()
                    .haveSimpleName("RotationPlan")
                    .or()
                    .haveSimpleName("Verification")
                    .or()
                    .haveSimpleName("Policy")
                    .or()
                    .haveSimpleName("Rule")
                    .should()
                    .onlyDependOnClassesThat()
                    .resideInAnyPackage(
                            "java.lang..",
                            "java.util..",
                            "java.time..",
                            "dev.coinless.model..",
                            "dev.coinless.functions.ledger..",
                            "dev.coinless.functions.module..",
                            "dev.coinless.functions.issue..",
                            "dev.coinless.functions.redeem..",
                            "dev.coinless.functions.enrol..",
                            "dev.coinless.functions.operate..",
                            "dev.coinless.functions.policy..",
                            "dev.coinless.functions.refund..",
                            "dev.coinless.functions.review..",
                            "dev.coinless.functions.keys..",
                            "org.jspecify..")
                    .andShould()
                    .haveOnlyFinalFields();

    @ArchTest
    static final ArchRule handlersEndWithHandler =
            classes()
                    .that()
                    .implement(com.amazonaws.services.lambda.runtime.RequestHandler.class)
                    .should()
                    .haveSimpleNameEndingWith("Handler")
                    .andShould()
                    .resideInAPackage("..io.lambda..")
                    .andShould()
                    .bePublic();
}
