package io.stopcause.ingest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import java.util.List;
import java.util.Random;

/** The way to an emulator, on which by a seeded plan one call of four is cut off, answered with rubbish or refused. */
public final class FaultyWay implements AutoCloseable {

    private static final int STEPS = 60;
    private static final List<ResponseDefinitionBuilder> FAULTS = List.of(
            aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER),
            aResponse().withFault(Fault.EMPTY_RESPONSE),
            aResponse().withFault(Fault.MALFORMED_RESPONSE_CHUNK),
            aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE),
            aResponse().withStatus(500).withBody("<html><body>Internal Server Error</body></html>"),
            aResponse().withStatus(503).withBody(""));

    private final WireMockServer server;

    private FaultyWay(WireMockServer server) {
        this.server = server;
    }

    public static FaultyWay to(AwsConfig emulator, long seed) {
        WireMockServer server =
                new WireMockServer(wireMockConfig().dynamicPort().bindAddress("127.0.0.1"));
        server.start();
        Random random = new Random(seed);
        String address = emulator.endpoint().orElseThrow().toString();
        for (int step = 0; step < STEPS; step++) {
            ResponseDefinitionBuilder answer = random.nextInt(4) == 0
                    ? FAULTS.get(random.nextInt(FAULTS.size()))
                    : aResponse().proxiedFrom(address);
            server.stubFor(any(anyUrl())
                    .inScenario("plan")
                    .whenScenarioStateIs(state(step))
                    .willSetStateTo(state((step + 1) % STEPS))
                    .willReturn(answer));
        }
        return new FaultyWay(server);
    }

    private static String state(int step) {
        return step == 0 ? Scenario.STARTED : "step " + step;
    }

    public AwsConfig aws() {
        return Aws.at(server.port());
    }

    /** How many calls came. */
    public int calls() {
        return server.getAllServeEvents().size();
    }

    @Override
    public void close() {
        server.stop();
    }
}
