package io.stopcause.ingest.check.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.check.Asked;
import io.stopcause.ingest.check.FakeAws;
import io.stopcause.ingest.check.network.Plan.AclRule;
import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * One row of a table of networks.
 *
 * @param told words of the explanation
 */
record Case(
        String name, Supplier<Plan> plan, Consumer<Plan> change, String service, Outcome outcome, List<String> told) {

    @Override
    public String toString() {
        return name;
    }

    /** Asks, and holds the answer against the row. */
    void check(FakeAws aws) {
        Plan drawn = plan.get();
        change.accept(drawn);
        PlanServer.serve(drawn, aws);

        Answer answer = Asked.atOnce(
                aws,
                "route-to-service-exists",
                Map.of("service", service, "region", Aws.REGION, "task", PlanServer.TASK));

        assertThat(answer.outcome()).as(answer.explanation()).isEqualTo(outcome);
        assertThat(answer.explanation()).endsWith(".");
        told.forEach(words -> assertThat(answer.explanation()).contains(words));
    }

    static Case open(String name, Supplier<Plan> plan, Consumer<Plan> change, String service, String... told) {
        return new Case(name, plan, change, service, Outcome.YES, List.of(told));
    }

    static Case closed(String name, Supplier<Plan> plan, Consumer<Plan> change, String service, String... told) {
        return new Case(name, plan, change, service, Outcome.NO, List.of(told));
    }

    static Case unclear(String name, Supplier<Plan> plan, Consumer<Plan> change, String service, String... told) {
        return new Case(name, plan, change, service, Outcome.UNKNOWN, List.of(told));
    }

    static Plan inPublic() {
        return Plan.open("1");
    }

    static Plan behindNat() {
        return Plan.behindNat("1");
    }

    static Plan withEndpoints() {
        return Plan.withEndpoints("1");
    }

    static void nothing(Plan plan) {
        assertThat(plan.denied).isEmpty();
    }

    static void withoutAddress(Plan plan) {
        plan.moveTask(plan.task.subnet(), plan.task.address(), false);
    }

    static List<AclRule> aclRules(int backFrom, int backTo) {
        return List.of(
                new AclRule(100, true, true, "0.0.0.0/0", 0, 65_535),
                new AclRule(100, false, true, "0.0.0.0/0", backFrom, backTo));
    }
}
