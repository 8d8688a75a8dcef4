package io.stopcause.notifier.receiver.slack;

import static com.slack.api.model.block.Blocks.actions;
import static com.slack.api.model.block.composition.BlockCompositions.plainText;
import static com.slack.api.model.block.element.BlockElements.button;

import com.slack.api.model.block.LayoutBlock;
import com.slack.api.model.block.element.BlockElement;
import io.stopcause.model.Incident;
import io.stopcause.notifier.receiver.Dispatch;
import io.stopcause.notifier.receiver.Orders;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a person can say with a button. */
enum SlackButton {
    ACKNOWLEDGE("Acknowledge", "acknowledged it") {
        @Override
        void give(Orders orders, String incident, String author) {
            orders.acknowledge(incident, author);
        }
    },
    SILENCE("Silence 1 h", "silenced it for an hour") {
        @Override
        void give(Orders orders, String incident, String author) {
            orders.silence(incident, Duration.ofHours(1), author);
        }
    },
    WRONG_CAUSE("Wrong cause", "says that the cause is wrong") {
        @Override
        void give(Orders orders, String incident, String author) {
            orders.correct(incident, author);
        }
    };

    private static final String PREFIX = "stopcause_";

    private final String label;
    private final String done;

    SlackButton(String label, String done) {
        this.label = label;
        this.done = done;
    }

    abstract void give(Orders orders, String incident, String author);

    /** What is told in the thread. */
    String done() {
        return done;
    }

    private String action() {
        return PREFIX + name().toLowerCase(Locale.ROOT);
    }

    static Optional<SlackButton> of(String action) {
        return Arrays.stream(values())
                .filter(button -> button.action().equals(action))
                .findFirst();
    }

    /** The row of buttons below a message; none below one about what is over. */
    static List<LayoutBlock> below(Dispatch dispatch) {
        if (dispatch.incident().isResolved()) {
            return List.of();
        }
        boolean acknowledged = dispatch.incident().life().state() == Incident.State.ACKNOWLEDGED;
        List<BlockElement> row = new ArrayList<>();
        for (SlackButton each : values()) {
            if (each != ACKNOWLEDGE || !acknowledged) {
                row.add(button(element -> element.text(plainText(each.label))
                        .actionId(each.action())
                        .value(dispatch.incident().id())));
            }
        }
        return List.of(actions(row));
    }
}
