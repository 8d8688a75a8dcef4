package io.stopcause.notifier.receiver.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/**
 * Somebody pressed a button.
 *
 * @param incident that the message is about
 * @param author name and id of who it was
 * @see <a href="https://docs.slack.dev/reference/interaction-payloads/block_actions-payload">block_actions payload</a>
 */
record SlackPress(SlackButton button, String incident, String author, SlackPost post) {

    /** Empty for anything else that people do in Slack. */
    static Optional<SlackPress> of(JsonNode payload) {
        JsonNode action = payload.path("actions").path(0);
        Optional<SlackButton> button = SlackButton.of(action.path("action_id").asText());
        String incident = action.path("value").asText();
        if (!payload.path("type").asText().equals("block_actions") || incident.isBlank()) {
            return Optional.empty();
        }
        JsonNode user = payload.path("user");
        String name = user.path("username").asText(user.path("name").asText("somebody"));
        return button.map(pressed -> new SlackPress(
                pressed,
                incident,
                name + " (" + user.path("id").asText("unknown") + ")",
                new SlackPost(
                        payload.path("channel").path("id").asText(),
                        payload.path("message").path("ts").asText())));
    }
}
