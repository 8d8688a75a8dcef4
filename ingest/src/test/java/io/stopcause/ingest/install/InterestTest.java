package io.stopcause.ingest.install;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.event.ruler.Machine;

/** Asked of AWS's own matcher of event patterns. */
class InterestTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            aws.ecs        | ECS Task State Change                  | {}                                             | ecs
            aws.ecs        | ECS Service Action                     | {}                                             | ecs
            aws.ecs        | ECS Deployment State Change            | {}                                             | ecs
            aws.ecs        | ECS Container Instance State Change    | {}                                             | ecs
            aws.ecs        | ECS Container Instance Health Change   | {}                                             | ecs
            aws.ecs        | ECS Hook State Change                  | {}                                             | ecs
            aws.ecs        | ECS Daemon Deployment State Change     | {}                                             | ecs
            aws.ecs        | ECS Something That Comes Later         | {}                                             | ecs
            aws.ecs        | AWS API Call via CloudTrail            | {"eventName": "CreateService"}                 | calls
            aws.ecs        | AWS API Call via CloudTrail            | {"eventName": "RunTask", "errorCode": "Denied"}| calls
            aws.ecs        | AWS API Call via CloudTrail            | {"eventName": "SubmitTaskStateChange"}         |
            aws.ecr        | ECR Image Action                       | {}                                             | images
            aws.ecr        | ECR Image Scan                         | {}                                             |
            aws.ec2        | EC2 Spot Instance Interruption Warning | {}                                             | hosts
            aws.ec2        | EC2 Instance State-change Notification | {}                                             | hosts
            aws.health     | AWS Health Event                       | {"service": "ECS"}                             | health
            aws.health     | AWS Health Event                       | {"service": "EC2"}                             | health
            aws.health     | AWS Health Event                       | {"service": "S3"}                              |
            aws.cloudwatch | CloudWatch Alarm State Change          | {}                                             | alarms
            aws.s3         | Object Created                         | {}                                             |
            """)
    void eachEventGoesToItsOneRule(String source, String detailType, String detail, String rule) throws Exception {
        Machine machine = Machine.builder().build();
        for (Interest interest : Interest.values()) {
            machine.addRule(
                    interest.name().toLowerCase(Locale.ROOT), interest.pattern().toString());
        }

        List<String> matching = machine.rulesForJSONEvent(
                "{\"source\": \"%s\", \"detail-type\": \"%s\", \"detail\": %s}".formatted(source, detailType, detail));

        assertThat(matching).containsExactlyElementsOf(rule == null ? List.of() : List.of(rule));
    }

    @ParameterizedTest
    @CsvSource("2048")
    void patternsAreNoLongerThanEventBridgeTakes(int longest) {
        assertThat(Arrays.stream(Interest.values())
                        .map(interest -> interest.pattern().toString()))
                .allMatch(pattern -> pattern.length() <= longest);
    }
}
