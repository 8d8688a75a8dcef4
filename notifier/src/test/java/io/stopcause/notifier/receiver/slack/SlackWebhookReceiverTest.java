package io.stopcause.notifier.receiver.slack;

import io.stopcause.notifier.receiver.HttpContract;
import io.stopcause.notifier.receiver.HttpPeer;
import io.stopcause.notifier.receiver.ReceiverFactory;
import java.util.List;

class SlackWebhookReceiverTest extends HttpContract {

    @Override
    protected Class<? extends ReceiverFactory> type() {
        return SlackReceiverConfig.class;
    }

    @Override
    protected String block(String address) {
        return "{'webhookUrl':'" + address + "/services/T0/B0/${SECRET}'}";
    }

    @Override
    protected HttpPeer.Answer taken(HttpPeer.Request request) {
        return HttpPeer.Answer.of(200, "ok");
    }

    @Override
    protected String read(HttpPeer.Request request) {
        return SlackLimits.check(request.body());
    }

    @Override
    protected List<String> forbidden() {
        return List.of("<!", "<script", "\u001B", "\r");
    }
}
