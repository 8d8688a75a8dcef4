package io.stopcause.ingest.check;

import io.stopcause.ingest.Aws;
import io.stopcause.model.Answer;
import io.stopcause.model.Question;
import java.time.Clock;
import java.util.Map;

/** Questions as tests ask them. */
public final class Asked {

    public static final String SCOPE = FakeAws.ACCOUNT + "/" + Aws.REGION + "/shop/orders";

    /** Every parameter that some check knows, with a value that has the right shape. */
    static final Map<String, String> ABOUT = Map.ofEntries(
            Map.entry("cluster", "shop"),
            Map.entry("service", "orders"),
            Map.entry("region", Aws.REGION),
            Map.entry("task", "0123456789abcdef0123456789abcdef"),
            Map.entry("taskDefinition", "orders:7"));

    private Asked() {}

    /** What the live system answers, with the fake for AWS. */
    public static Answer of(FakeAws aws, String check, Map<String, String> about) {
        try (Answerer answerer = new Answerer(aws.config(), ChecksConfig.DEFAULT, Clock.systemUTC())) {
            return answerer.answer(new Question(SCOPE, check, about));
        }
    }
}
