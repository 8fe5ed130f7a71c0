package dev.coinless.edge;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.coinless.edge.gate.Gate;
import dev.coinless.edge.gate.Order;
import dev.coinless.edge.journal.Consumption;
import dev.coinless.edge.vend.MachinePort;
import dev.coinless.edge.vend.Selection;
import dev.coinless.model.grant.GrantKind;
import dev.coinless.model.time.Uptime;
import java.net.UnixDomainSocketAddress;

@AnalyzeClasses(
        packages = "dev.coinless.edge",
        importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyIoKnowsDevicesFilesAndDatabases =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..edge.io..")
                    .and()
                    .doNotHaveSimpleName("Main")
                    .and()
                    .doNotHaveSimpleName("RunningModule")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "com.fazecast..",
                            "com.pi4j..",
                            "org.sqlite..",
                            "java.sql..",
                            "java.nio.file..",
                            "java.nio.channels..",
                            "dev.coinless.simulators..",
                            "com.fasterxml..");

    /// A Unix domain socket is a file, whatever its package.
    @ArchTest
    static final ArchRule nothingOpensAnIpSocket =
            noClasses()
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage("java.net..", "javax.net..", "java.rmi..")
                                    .and(not(equivalentTo(UnixDomainSocketAddress.class))));

    @ArchTest
    static final ArchRule onlyTheAdapterKnowsMqtt =
            noClasses()
                    .that()
                    .resideOutsideOfPackage("..edge.io.mqtt..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule nothingBelowTheAgentKnowsIt =
            noClasses()
                    .that()
                    .resideInAnyPackage(
                            "..edge.advertise..",
                            "..edge.authorize..",
                            "..edge.present..",
                            "..edge.gate..",
                            "..edge.vend..",
                            "..edge.mdb..",
                            "..edge.pulse..",
                            "..edge.journal..",
                            "..edge.receipt..",
                            "..edge.enrol..",
                            "..edge.log..",
                            "..edge.health..",
                            "..edge.sync..",
                            "..edge.uplink..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("..edge.agent..", "..edge.io..", "..edge.config..");

    @ArchTest
    static final ArchRule nobodyAsksTheSystemForTheTime =
            noClasses()
                    .should()
                    .callMethod(java.time.Instant.class, "now")
                    .orShould()
                    .callMethod(System.class, "currentTimeMillis")
                    .orShould()
                    .callMethod(System.class, "nanoTime");

    @ArchTest
    static final ArchRule onlyTheGateMakesOrders =
            noClasses()
                    .that()
                    .doNotBelongToAnyOf(Gate.class)
                    .should()
                    .callConstructor(Order.class, Consumption.class, GrantKind.class);

    @ArchTest
    static final ArchRule onlyTheTillSignalsToTheMachine =
            noClasses()
                    .that()
                    .haveSimpleNameNotStartingWith("Till")
                    .should()
                    .callMethod(MachinePort.class, "approve", Selection.class, Uptime.class)
                    .orShould()
                    .callMethod(MachinePort.class, "open", Order.class, Uptime.class);
}
