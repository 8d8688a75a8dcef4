package io.stopcause.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigCommandTest {

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = Files.writeString(directory.resolve("stopcause.yaml"), """
                notify:
                  route:
                    receiver: team
                    routes:
                      - {receiver: pager, matchers: [severity=critical], continue: true, escalate: {after: 15m, receiver: boss}}
                      - {receiver: post, matchers: ['severity=info'], digest: 1d}
                      - {matchers: [cluster=web], groupBy: [cause]}
                  receivers:
                    - {name: team, console: {}}
                    - {name: pager, console: {}}
                    - {name: boss, console: {}}
                    - {name: post, console: {}}
                """);
    }

    private Run test(String... labels) {
        String[] arguments = new String[4 + labels.length];
        arguments[0] = "config";
        arguments[1] = "test-route";
        arguments[2] = "--config";
        arguments[3] = file.toString();
        System.arraycopy(labels, 0, arguments, 4, labels.length);
        return Run.of(arguments);
    }

    @Test
    void showsTheWayThroughTheTreeAndHowEachReceiverIsTold() {
        Run run = test("severity=critical", "cluster=web");

        assertThat(run.err()).isEmpty();
        assertThat(run.out()).isEqualTo("""
                + default route
                  + route severity="critical"
                  - route severity="info": not severity="info", but it is "critical"
                  + route cluster="web"
                receiver pager: each incident at once, again after 4h, then boss without an acknowledgement after 15m
                receiver team: grouped by cause after 30s, then every 5m, again after 4h
                """);
    }

    @Test
    void whatNoChildTakesTheParentTakes() {
        assertThat(test("severity=warning").out()).endsWith("receiver team: each incident at once, again after 4h\n");
        assertThat(test("severity=info").out()).contains("receiver post: in a digest every 1d");
    }

    @Test
    void aLabelThatDoesNotExistIsNamedWithTheNearest() {
        Run run = test("severty=critical");

        assertThat(run.exitCode()).isEqualTo(2);
        assertThat(run.err()).contains("unknown label 'severty'; did you mean 'severity'?");
        assertThat(test("severity").err()).contains("'severity' has no value");
    }

    @Test
    void everyMistakeOfTheSectionIsToldAtOnceWithItsLine() throws IOException {
        Files.writeString(file, """
                notify:
                  route:
                    receiver: team
                    group_by: [cluster]
                    routes:
                      - {receiver: temm, matchers: ['severty=critical']}
                      - {matchers: [cluster=web], muteTimeIntervals: [nights], groupWait: soon}
                      - {groupBy: [custer], escalate: [{after: 0s, receiver: bos}]}
                  receivers:
                    - {name: team, console: {}}
                    - {name: team, console: {}}
                    - {name: idle, console: {}}
                  quiet:
                    inhibitRules: [{sourceMatchers: [severity=critical], targetMatchers: ['cause=~('], equal: [servce]}]
                    timeIntervals:
                      - {name: weekend, timeIntervals: [{weekdays: 'saturday:sundey', location: Europe/Berlim}]}
                """);
        String faults = Run.of("check-config", "--config", file.toString()).err();
        assertThat(faults)
                .contains("stopcause.yaml:4: notify.route.group_by: unknown name 'group_by'; did you mean 'groupBy'?")
                .contains("stopcause.yaml:7: ")
                .contains("'soon' is no length of time");

        Files.writeString(
                file,
                Files.readString(file).replace("    group_by: [cluster]\n", "").replace("soon", "30s"));
        assertThat(Run.of("check-config", "--config", file.toString()).err().lines())
                .map(line -> line.replace(file.toString(), "f"))
                .contains(
                        "f:5: notify.route.routes[0].receiver: unknown receiver 'temm'; did you mean 'team'?",
                        "f:5: notify.route.routes[0].matchers[0]: unknown label 'severty'; did you mean 'severity'?",
                        "f:6: notify.route.routes[1].muteTimeIntervals[0]: unknown time interval 'nights'; known: weekend",
                        "f:7: notify.route.routes[2].groupBy[0]: unknown label 'custer'; did you mean 'cluster'?",
                        "f:7: notify.route.routes[2].escalate[0].receiver: unknown receiver 'bos'; known: idle, team",
                        "f:7: notify.route.routes[2].escalate[0].after: must be longer than nothing",
                        "f:10: notify.receivers[1].name: 'team' stands twice",
                        "f:13: notify.quiet.inhibitRules[0].targetMatchers[0]: bad regular expression '(': missing closing )",
                        "f:13: notify.quiet.inhibitRules[0].equal[0]: unknown label 'servce'; did you mean 'service'?",
                        "f:15: notify.quiet.timeIntervals[0].name: no route uses 'weekend'",
                        "f:15: notify.quiet.timeIntervals[0].timeIntervals[0].weekdays[0]: unknown weekday 'sundey'; did you mean 'sunday'?",
                        "f:15: notify.quiet.timeIntervals[0].timeIntervals[0].location: unknown time zone 'Europe/Berlim'; did you mean 'Europe/Berlin'?");
    }
}
