package io.stopcause.app.verdict;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntConsumer;

/**
 * How long it takes from a failure's record in Kafka to the first incident and to the confirmed one, with an account that
 * takes a second for every answer: by an image of the wrong processor, which takes one call, and by a network without a
 * way out, which takes a dozen. Arguments: failures of each, every one of a service with an image or a VPC of its own, and
 * milliseconds between two; 60 and 1000 without them.
 */
public final class VerdictLatency {

    private static final int WARM_UP = 5;
    private static final int STORM = 10_000;
    private static final int SERVICES = 50;

    private VerdictLatency() {}

    public static void main(String[] arguments) throws Exception {
        int failures = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        long between = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1_000;
        Path data = Files.createTempDirectory("stopcause-verdict");
        try (SlowAws aws = new SlowAws(1_000)) {
            try (Failing warm = new Failing(data.resolve("warm"), aws)) {
                run(warm, i -> warm.fail("orders-" + i, 0, i), WARM_UP, between);
                run(warm, i -> warm.isolate("orders-" + i), WARM_UP, between);
            }
            try (Failing failing = new Failing(data.resolve("measured"), aws)) {
                failing.fail("first", 0, 0);
                failing.awaitConfirmed(1, Duration.ofSeconds(60));
                measure("image", failing, i -> failing.fail("orders-" + i, 0, i), failures, between, aws);
                measure("network", failing, i -> failing.isolate("cart-" + i), failures, between, aws);
                storm(failing, aws);
            }
        }
    }

    private static void storm(Failing failing, SlowAws aws) {
        int images = aws.images();
        int calls = aws.calls();
        failing.forget();
        failing.storm(STORM, SERVICES, STORM);
        int confirmed = failing.awaitConfirmed(SERVICES, Duration.ofMinutes(5));
        System.out.printf(
                "storm of %d tasks of one image: %d of %d services confirmed, %d calls about the image, %d in all%n",
                STORM, confirmed, SERVICES, aws.images() - images, aws.calls() - calls);
    }

    private static void measure(
            String cause, Failing failing, IntConsumer fail, int failures, long between, SlowAws aws) {
        int before = aws.calls();
        failing.forget();
        run(failing, fail, failures, between);
        print(cause + ", first incident", failing.untilTold());
        print(cause + ", confirmed", failing.untilConfirmed());
        System.out.printf("%s, calls of AWS: %d%n", cause, aws.calls() - before);
    }

    private static void run(Failing failing, IntConsumer fail, int failures, long between) {
        for (int i = 1; i <= failures; i++) {
            fail.accept(i);
            failing.awaitConfirmed(Integer.MAX_VALUE, Duration.ofMillis(between));
        }
        failing.awaitConfirmed(failures, Duration.ofSeconds(10));
    }

    private static void print(String what, long[] millis) {
        System.out.printf(
                "%s of %d: p50 %d ms, p99 %d ms, max %d ms%n",
                what,
                millis.length,
                millis[millis.length / 2],
                millis[millis.length * 99 / 100],
                millis[millis.length - 1]);
    }
}
