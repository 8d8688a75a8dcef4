package io.stopcause.app.broker;

/** Kafka cannot be used; the message tells where and what to do. */
public final class BrokerException extends RuntimeException {

    private static final long serialVersionUID = 1;

    BrokerException(String message) {
        super(message);
    }

    BrokerException(String message, Throwable cause) {
        super(message, cause);
    }
}
