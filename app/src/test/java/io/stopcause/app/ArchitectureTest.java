package io.stopcause.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitCallTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/** The rules of the house that a compiler does not know. */
@AnalyzeClasses(packages = "io.stopcause", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String MODEL = "io.stopcause.model..";
    private static final String INGEST = "io.stopcause.ingest..";
    private static final String ANALYZER = "io.stopcause.analyzer..";
    private static final String NOTIFIER = "io.stopcause.notifier..";
    private static final String CONSOLE = "io.stopcause.console..";
    private static final String APP = "io.stopcause.app..";
    private static final String AWS = "software.amazon.awssdk..";
    private static final String STREAMS = "org.apache.kafka.streams..";
    private static final String KAFKA = "org.apache.kafka..";

    private static final Set<Class<?>> CLOCKS = Set.of(
            Instant.class,
            LocalDate.class,
            LocalDateTime.class,
            OffsetDateTime.class,
            ZonedDateTime.class,
            UUID.class,
            ThreadLocalRandom.class);

    @ArchTest
    static final ArchRule modelKnowsNothingAround = noClasses()
            .that()
            .resideInAPackage(MODEL)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    INGEST, ANALYZER, NOTIFIER, CONSOLE, APP, AWS, STREAMS, "org.slf4j..", "java.net.http..")
            .because("the words that all share must not change with what one of them uses");

    @ArchTest
    static final ArchRule modelUsesKafkaForTopicsOnly = noClasses()
            .that()
            .resideInAPackage(MODEL)
            .and()
            .resideOutsideOfPackage("io.stopcause.model.topic")
            .should()
            .dependOnClassesThat()
            .resideInAPackage(KAFKA)
            .because("a record is the same whether Kafka or a file carries it");

    @ArchTest
    static final ArchRule ingestMeetsOthersInTopics = noClasses()
            .that()
            .resideInAPackage(INGEST)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ANALYZER, NOTIFIER, CONSOLE, APP, STREAMS)
            .because("modules meet in topics and in model's records, so that each can run in a process of its own");

    @ArchTest
    static final ArchRule analyzerMeetsOthersInTopics = noClasses()
            .that()
            .resideInAPackage(ANALYZER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(INGEST, NOTIFIER, CONSOLE, APP, AWS, "java.net.http..")
            .because("a replay must see what the live run saw, so the analyzer asks nobody but its records");

    @ArchTest
    static final ArchRule notifierMeetsOthersInTopics = noClasses()
            .that()
            .resideInAPackage(NOTIFIER)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(INGEST, ANALYZER, CONSOLE, APP, STREAMS)
            .because("modules meet in topics and in model's records, so that each can run in a process of its own");

    @ArchTest
    static final ArchRule consoleMeetsOthersInTopics = noClasses()
            .that()
            .resideInAPackage(CONSOLE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(INGEST, ANALYZER, NOTIFIER, APP, AWS, STREAMS)
            .because("what people look at is made from incidents alone, live and replayed alike");

    @ArchTest
    static final ArchRule engineIsPure = noClasses()
            .that()
            .resideInAPackage(ANALYZER)
            .and()
            .resideOutsideOfPackage("io.stopcause.analyzer.stream..")
            .should()
            .dependOnClassesThat(resideInAPackage(KAFKA).and(not(resideInAnyPackage("io.stopcause.."))))
            .because("the same engine runs inside Kafka Streams and in a replay");

    @ArchTest
    static final ArchRule analyzerHasNoClockAndNoDice = noClasses()
            .that()
            .resideInAPackage(ANALYZER)
            .should()
            .accessTargetWhere(tellsTheTimeOrRollsDice())
            .because("the same records must give the same incidents, live or replayed");

    @ArchTest
    static final ArchRule replayCannotPage = noClasses()
            .that()
            .resideInAPackage("io.stopcause.app.replay..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(NOTIFIER, KAFKA)
            .because("a replay has no receivers, by construction");

    @ArchTest
    static final ArchRule onlyMainLeavesTheProcess = noClasses()
            .that()
            .doNotHaveFullyQualifiedName("io.stopcause.app.Main")
            .should()
            .callMethod(System.class, "exit", int.class)
            .because("a library that ends the process takes everybody else's work with it");

    @ArchTest
    static final ArchRule oneMain = noMethods()
            .that()
            .areDeclaredInClassesThat()
            .doNotHaveFullyQualifiedName("io.stopcause.app.Main")
            .and()
            .areDeclaredInClassesThat()
            .haveSimpleNameNotEndingWith("Pack")
            .should()
            .haveName("main")
            .because("there is one way in; what packs the rules is run by the build");

    @ArchTest
    static final ArchRule packagesHaveNames = noClasses()
            .should()
            .resideInAnyPackage("..common..", "..util..", "..utils..", "..core..", "..impl..", "..helper..")
            .because("such a name tells nobody what belongs there, so everything ends up there");

    @ArchTest
    static final ArchRule classesHaveNames = classes()
            .should()
            .haveSimpleNameNotEndingWith("Manager")
            .andShould()
            .haveSimpleNameNotEndingWith("Helper")
            .andShould()
            .haveSimpleNameNotEndingWith("Util")
            .andShould()
            .haveSimpleNameNotEndingWith("Utils")
            .andShould()
            .haveSimpleNameNotEndingWith("Impl")
            .andShould()
            .haveSimpleNameNotEndingWith("Data")
            .andShould()
            .haveSimpleNameNotEndingWith("Info")
            .because("a name says what a thing is for");

    private static DescribedPredicate<JavaAccess<?>> tellsTheTimeOrRollsDice() {
        return DescribedPredicate.describe("tell the time or roll dice", access -> {
            if (!(access.getTarget() instanceof CodeUnitCallTarget target)) {
                return false;
            }
            String name = target.getName();
            if (target.getOwner().isEquivalentTo(System.class)) {
                return name.equals("currentTimeMillis") || name.equals("nanoTime");
            }
            if (target.getOwner().isEquivalentTo(Clock.class)) {
                return name.startsWith("system") || name.startsWith("tick");
            }
            return target.getOwner().isAssignableTo(Random.class)
                    || (CLOCKS.stream().anyMatch(target.getOwner()::isEquivalentTo)
                            && Set.of("now", "randomUUID", "current").contains(name));
        });
    }
}
