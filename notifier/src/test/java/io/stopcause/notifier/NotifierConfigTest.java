package io.stopcause.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stopcause.model.Json;
import io.stopcause.model.JsonReadException;
import io.stopcause.model.Severity;
import io.stopcause.notifier.receiver.ConfigProblem;
import io.stopcause.notifier.receiver.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NotifierConfigTest {

    @TempDir
    private Path directory = Path.of("");

    private static NotifierConfig read(String json) {
        return Json.read(json.replace('\'', '"'), NotifierConfig.class);
    }

    private List<String> problems(String json) {
        Secrets secrets = new Secrets(Map.of("SLACK_TOKEN", "xoxb-1", "HOOK_KEY", "k"), directory);
        return read(json).problems(secrets).stream()
                .map(ConfigProblem::toString)
                .toList();
    }

    @Test
    void aFullConfigurationIsReadAndIsRight() throws IOException {
        Files.writeString(directory.resolve("smtp.password"), "hunter2\n");
        String json = """
                {'route': {'receiver': 'team',
                           'routes': [{'matchers': ['severity="critical"', 'cluster=~web|api'], 'receiver': 'mail', 'continue': true},
                                      {'matchers': 'region!=eu-central-1', 'receiver': 'hook',
                                       'routes': [{'matchers': '{state=resolved}', 'receiver': 'screen'}]}]},
                 'severityFloor': 'critical',
                 'link': 'http://127.0.0.1:8080/incidents/{id}',
                 'receivers': [
                   {'name': 'team', 'slack': {'token': '${SLACK_TOKEN}', 'channel': 'C0123456789'}},
                   {'name': 'mail', 'email': {'from': 'a@example.org', 'to': 'b@example.org',
                     'smtp': {'host': 'localhost', 'security': 'tls', 'username': 'u', 'passwordFile': 'smtp.password'}}},
                   {'name': 'hook', 'webhook': {'url': 'https://example.org/h', 'secret': '${HOOK_KEY}'}},
                   {'name': 'screen', 'console': {}}]}
                """.replace("severity=\"critical\"", "severity=critical");

        assertThat(problems(json)).isEmpty();
        assertThat(read(json).floor()).isEqualTo(Severity.CRITICAL);
        assertThat(read(json).linkTo("1f")).contains("http://127.0.0.1:8080/incidents/1f");
    }

    @Test
    void allProblemsAreReportedTogetherEachWithPathAndNearestName() {
        String kinds = String.join(", ", ReceiverKind.names());
        assertThat(problems("""
                {'route': {'matchers': 'severity=critical',
                           'routes': [{'receiver': 'temm', 'matchers': ['severty=critical', 'cause=~(']}]},
                 'link': 'javascript:alert(1)',
                 'receivers': [
                   {'name': 'team', 'slack': {'token': '${SLACK_TOKN}'}},
                   {'name': 'team', 'console': {'width': 3}},
                   {'name': 'hook', 'webhook': {'url': 'ftp://x', 'timeoutSeconds': 0}},
                   {'name': 'mail', 'email': {'from': 'nobody', 'to': [],
                     'smtp': {'host': '', 'port': 0, 'username': 'u', 'passwordFile': 'missing'}}},
                   {'name': 'both', 'console': {}, 'webhook': {}},
                   {'name': 'none'}]}
                """))
                .containsExactly(
                        "route.receiver: is missing; the root route must name one",
                        "route.matchers: the root route takes everything and must not have any",
                        "route.routes[0].receiver: unknown receiver 'temm'; did you mean 'team'?",
                        "route.routes[0].matchers[0]: unknown label 'severty'; did you mean 'severity'?",
                        "route.routes[0].matchers[1]: bad regular expression '(': missing closing )",
                        "receivers[0].slack.token: environment variable SLACK_TOKN is not set; did you mean SLACK_TOKEN?",
                        "receivers[0].slack.channel: is missing; a bot needs to know where to write",
                        "receivers[1].name: 'team' stands twice",
                        "receivers[1].console.width: 3 must lie between 40 and 400",
                        "receivers[2].webhook.url: must be an address such as https://hooks.example.org/stopcause",
                        "receivers[2].webhook.secret: is missing; give secret or secretFile",
                        "receivers[2].webhook.timeoutSeconds: 0 must lie between 1 and 120",
                        "receivers[3].email.from: 'nobody' is no mail address such as ops@example.org",
                        "receivers[3].email.to: is empty",
                        "receivers[3].email.smtp.host: is empty",
                        "receivers[3].email.smtp.port: 0 must lie between 1 and 65535",
                        "receivers[3].email.smtp.passwordFile: file " + directory.resolve("missing")
                                + " does not exist",
                        "receivers[4]: receiver 'both' needs exactly one of " + kinds + "; found console and webhook",
                        "receivers[5]: receiver 'none' needs exactly one of " + kinds + "; found none",
                        "link: 'javascript:alert(1)' is no http address");
    }

    @Test
    void aChannelOfSlackIsNamedByItsIdSinceAMessageIsOnlyFoundAgainByThat() {
        assertThat(problems("{'route':{'receiver':'a'},'receivers':["
                        + "{'name':'a','slack':{'token':'${SLACK_TOKEN}','channel':'#ops'}}]}"))
                .containsExactly("receivers[0].slack.channel: '#ops' is no id such as C0123456789;"
                        + " Slack shows it at the end of the channel's details");
    }

    @Test
    void aReceiverThatNoRouteReachesIsAMistake() {
        assertThat(problems(
                        "{'route':{'receiver':'a'},'receivers':[{'name':'a','console':{}},{'name':'b','console':{}}]}"))
                .containsExactly("receivers[1].name: no route leads to 'b'");
        assertThat(problems("{'route':{'receiver':'a','routes':[{'matchers':['severity~x']}]},"
                        + "'receivers':[{'name':'a','console':{}},{'name':'b','console':{}}]}"))
                .as("a matcher that cannot be read does not hide it")
                .hasSize(2)
                .contains("receivers[1].name: no route leads to 'b'");
    }

    @Test
    void anUnknownFieldIsRefusedWithTheNearestName() {
        assertThatThrownBy(() -> read("{'route':{'reciever':'a'},'receivers':[]}"))
                .isInstanceOf(JsonReadException.class)
                .hasMessageContaining("did you mean 'receiver'?");
        assertThatThrownBy(() -> read("{'route':{'receiver':'a'},'receivers':[{'name':'m','email':{'from':'a@b.de',"
                        + "'to':'a@b.de','smtp':{'host':'h','security':'startls'}}}]}"))
                .hasMessageContaining("did you mean 'starttls'?");
        assertThatThrownBy(() -> read("{'route':{'receiver':'a'},'receivers':[{'name':'m','slak':{}}]}"))
                .hasMessageContaining("did you mean 'slack'?")
                .hasMessageContaining("receivers[0].slak");
    }

    @Test
    void secretsAreNeverPrinted() {
        NotifierConfig config = read("{'route':{'receiver':'h'},'receivers':[{'name':'h','webhook':"
                + "{'url':'https://example.org/hunter2','secret':'hunter2'}}]}");

        assertThat(config.toString()).doesNotContain("hunter2");
        assertThat(Json.write(config)).doesNotContain("hunter2");
    }

    @Test
    void withoutAConfigurationEverythingGoesToTheTerminal() {
        assertThat(NotifierConfig.toConsole().problems(Secrets.ofProcess())).isEmpty();
    }
}
