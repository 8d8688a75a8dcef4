package io.stopcause.ingest.check.capacity;

import io.stopcause.ingest.check.About;
import io.stopcause.ingest.check.Account;
import io.stopcause.ingest.check.Ecs;
import io.stopcause.ingest.check.Seen;
import software.amazon.awssdk.services.ecs.model.Service;

/**
 * Whether tasks still wait for a place. A cluster is looked at after the failure: where every task runs by now, room and
 * the lack of it say nothing about then.
 */
final class Pending {

    private Pending() {}

    /**
     * What holds now, as far as it bears on the failure.
     *
     * @param room whether there is what the task needs
     */
    static Seen judge(boolean room, String sentence, About about, Account account) {
        if (about.service().isEmpty()) {
            return room
                    ? Seen.unknown(sentence + " Whether it was so when the task was to start is not known.")
                    : Seen.no(sentence);
        }
        Service service = Ecs.service(about, account);
        if (service.desiredCount() == null || service.runningCount() == null) {
            return Seen.unknown(sentence + " ECS does not say how many tasks the service has.");
        }
        return service.runningCount() < service.desiredCount()
                ? Seen.of(room, sentence)
                : Seen.unknown(sentence + " But the service " + service.serviceName() + " has all its "
                        + service.desiredCount() + " tasks by now.");
    }
}
