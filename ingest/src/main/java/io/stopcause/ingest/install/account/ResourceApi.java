package io.stopcause.ingest.install.account;

import io.stopcause.ingest.install.Found;
import io.stopcause.ingest.install.Kind;
import io.stopcause.ingest.install.Resource;
import java.util.List;
import java.util.Optional;

/**
 * One kind of resource in an account. Every method calls AWS and throws what the AWS SDK throws. For one thread.
 */
interface ResourceApi {

    Kind kind();

    /** What stands where the resource should be; empty for nothing. */
    Optional<Found> find(Resource wanted);

    /** Makes it, tagged from the first moment. */
    void create(Resource wanted);

    /** Makes what is ours as it should be. */
    void update(Resource wanted);

    /** Sets to work what does nothing before all others stand; nothing for most. */
    default void activate(Resource wanted) {}

    /** Names of all that bears the installation's tag, also of what this version does not know any more. */
    List<String> owned();

    /** Ends what it brings in, before the rest is removed; nothing for most. */
    default void stop(String name) {}

    /**
     * Deletes one of {@link #owned()}.
     *
     * @return why it was left, in words; empty if it is gone
     */
    Optional<String> delete(String name);
}
