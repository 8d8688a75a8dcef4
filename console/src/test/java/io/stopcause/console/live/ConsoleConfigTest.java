package io.stopcause.console.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.stopcause.model.Json;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConsoleConfigTest {

    @ParameterizedTest
    @ValueSource(strings = {"8417", "localhost", "localhost:99999", "http://localhost:1", "a b:1", ":1"})
    void whatIsNoAddressIsNamed(String listen) {
        assertThatThrownBy(() -> new ConsoleConfig(
                        Optional.of(listen),
                        List.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .hasMessageContaining("'" + listen + "'")
                .hasMessageContaining("127.0.0.1:8417");
    }

    @Test
    void aHostHasNoSchemeAndNoPort() {
        assertThatThrownBy(() -> new ConsoleConfig(
                        Optional.empty(),
                        List.of("ok.example", "https://x"),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()))
                .hasMessageContaining("https://x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "-P1D"})
    void whatIsKeptForNoTimeIsNamed(String keep) {
        assertThatThrownBy(() -> Json.read("{\"keep\": \"" + keep + "\"}", ConsoleConfig.class))
                .hasMessageContaining("keep: ")
                .hasMessageContaining("such as P90D");
    }

    @Test
    void nothingNeedsToBeGiven() {
        assertThat(Json.read("{}", ConsoleConfig.class)).isEqualTo(ConsoleConfig.standard());
        assertThat(ConsoleConfig.standard().address().getAddress().isLoopbackAddress())
                .isTrue();
        assertThat(new ConsoleConfig(
                                Optional.of("[::1]:0"),
                                List.of(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())
                        .address()
                        .getPort())
                .isZero();
    }

    @Test
    void onlyKnownNamesAreAllowed() {
        AllowedHosts hosts = new AllowedHosts(List.of("Ops.example"));

        assertThat(List.of("localhost", "127.0.0.1:8417", "[::1]:1", "ops.example:443"))
                .allMatch(hosts::allows);
        assertThat(List.of("", "evil.example", "localhost.evil.example", "127.0.0.1.nip.io:80", "[::2]"))
                .noneMatch(hosts::allows);
    }
}
