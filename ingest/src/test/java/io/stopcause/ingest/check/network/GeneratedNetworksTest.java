package io.stopcause.ingest.check.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.stopcause.ingest.Aws;
import io.stopcause.ingest.check.Answerer;
import io.stopcause.ingest.check.Asked;
import io.stopcause.ingest.check.FakeAws;
import io.stopcause.ingest.check.network.PacketWalk.Truth;
import io.stopcause.model.Answer;
import io.stopcause.model.Answer.Outcome;
import io.stopcause.model.Question;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the network is like, no answer says what the packets do not do. */
class GeneratedNetworksTest {

    private static final int ACCOUNTS = 600;
    private static final long FIRST_SEED = 20_261_126_000L;

    @Test
    void noAnswerIsRefutedByPackets() {
        List<String> wrong = new ArrayList<>();
        Map<Outcome, Integer> outcomes = new EnumMap<>(Outcome.class);
        try (FakeAws aws = FakeAws.start();
                Answerer answerer = Asked.hurried(aws)) {
            for (long seed = FIRST_SEED; seed < FIRST_SEED + ACCOUNTS; seed++) {
                Plan plan = Plans.of(seed);
                String service = Plans.one(Plans.SERVICES, new Random(seed));
                Truth truth = new PacketWalk(plan).truth(service);
                PlanServer.serve(plan, aws);
                Answer answer = answerer.answer(question(plan, service));
                outcomes.merge(answer.outcome(), 1, Integer::sum);
                if (answer.outcome() != Outcome.UNKNOWN && truth != borneOutBy(answer.outcome())) {
                    wrong.add("seed " + seed + ": " + service + " " + truth + ", but " + answer.explanation());
                }
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(outcomes.get(Outcome.YES)).as(outcomes.toString()).isGreaterThan(ACCOUNTS / 5);
        assertThat(outcomes.get(Outcome.NO)).as(outcomes.toString()).isGreaterThan(ACCOUNTS / 5);
    }

    private static Truth borneOutBy(Outcome outcome) {
        return outcome == Outcome.YES ? Truth.ALL_ARRIVE : Truth.NONE_ARRIVES;
    }

    private static Question question(Plan plan, String service) {
        return new Question(
                FakeAws.ACCOUNT + "/" + Aws.REGION + "/shop/orders" + plan.tag,
                "route-to-service-exists",
                Map.of("service", service, "region", Aws.REGION, "task", plan.tag.substring(1)));
    }
}
