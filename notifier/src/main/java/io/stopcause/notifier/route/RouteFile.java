package io.stopcause.notifier.route;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A node of the route tree as it stands in the file: flat, with Alertmanager's names. */
@JsonAutoDetect(fieldVisibility = Visibility.ANY)
final class RouteFile {

    /** Name of the receiver; a child without one takes its parent's, the root must have one. */
    private Optional<String> receiver = Optional.empty();

    /** All of them must hold, such as {@code severity="critical"}; the root has none. */
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
    @JsonSetter(nulls = Nulls.AS_EMPTY)
    private List<String> matchers = List.of();

    /** Whether the siblings after a matching node are tried as well. */
    @JsonProperty("continue")
    private boolean goOn;

    /** Children, tried in order. */
    @JsonSetter(nulls = Nulls.AS_EMPTY)
    private List<RouteConfig> routes = List.of();

    /** Labels whose values the incidents of one message share; without it each incident is told by itself. */
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
    private Optional<List<String>> groupBy = Optional.empty();

    /** Wait before the first message of a group; 30s where {@code groupBy} is given. */
    @JsonDeserialize(contentUsing = TimeSpan.class)
    private Optional<Duration> groupWait = Optional.empty();

    /** Wait before a message with what is new in a group; 5m where {@code groupBy} is given. */
    @JsonDeserialize(contentUsing = TimeSpan.class)
    private Optional<Duration> groupInterval = Optional.empty();

    /** After which an incident that is open and not acknowledged is told again; 4h. */
    @JsonDeserialize(contentUsing = TimeSpan.class)
    private Optional<Duration> repeatInterval = Optional.empty();

    /** Names of time intervals in which this node tells nothing. */
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
    @JsonSetter(nulls = Nulls.AS_EMPTY)
    private List<String> muteTimeIntervals = List.of();

    /** Names of time intervals outside of which this node tells nothing. */
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
    @JsonSetter(nulls = Nulls.AS_EMPTY)
    private List<String> activeTimeIntervals = List.of();

    /** How often everything of this node is told in one message, in place of one by one. */
    @JsonDeserialize(contentUsing = TimeSpan.class)
    private Optional<Duration> digest = Optional.empty();

    /** Who else is told when nobody acknowledges. */
    @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
    private Optional<List<EscalationConfig>> escalate = Optional.empty();

    /** From the file's flat form to that of the code. */
    static final class ToConfig extends StdConverter<RouteFile, RouteConfig> {

        @Override
        public RouteConfig convert(RouteFile file) {
            return new RouteConfig(
                    file.receiver,
                    file.matchers,
                    file.goOn,
                    file.routes,
                    new RouteOptions(
                            new RouteOptions.GroupOptions(file.groupBy, file.groupWait, file.groupInterval),
                            file.repeatInterval,
                            file.muteTimeIntervals,
                            file.activeTimeIntervals,
                            file.digest,
                            file.escalate));
        }
    }
}
