package io.stopcause.notifier;

import io.stopcause.model.Incident;
import io.stopcause.notifier.decision.Plan;
import io.stopcause.notifier.message.Discretion;
import io.stopcause.notifier.message.Message;
import io.stopcause.notifier.message.MessageWriter;
import io.stopcause.notifier.receiver.Dispatch;
import java.util.List;
import java.util.Optional;

/** Writes the message of a plan, with what a receiver may be told and nothing else. Pure. */
final class Drafts {

    private Drafts() {}

    static Dispatch of(Plan plan, NotifierConfig config) {
        boolean alone = plan.group().isAlone();
        Plan.Part first = plan.parts().get(0);
        Discretion discretion = config.discretion();
        Incident incident = discretion.of(alone ? first.about().incident() : SummaryWriter.incident(plan));
        Optional<String> link = config.linkTo(incident.id());
        Message message = alone
                ? MessageWriter.write(
                        incident, plan.kind(), first.decision().news().changes(), link)
                : SummaryWriter.message(plan, incident, Optional.empty());
        List<Incident> members = alone
                ? List.of()
                : plan.parts().stream()
                        .limit(Dispatch.MOST_MEMBERS)
                        .map(part -> discretion.of(part.about().incident()))
                        .toList();
        return new Dispatch(incident, message, plan.key(), plan.reference(), plan.unsure(), members);
    }
}
