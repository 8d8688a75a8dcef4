package io.stopcause.ingest;

import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;

/**
 * The way to AWS. The JDK's client throws an unchecked exception at an answer that is no HTTP, which the AWS SDK lets
 * pass; here it is a failure of the call like any other.
 */
public final class AwsHttp implements SdkHttpClient {

    private final SdkHttpClient client;

    private AwsHttp(SdkHttpClient client) {
        this.client = client;
    }

    /** With the SDK's own patience. */
    public static SdkHttpClient client() {
        return of(UrlConnectionHttpClient.create());
    }

    /** With the patience of this client. */
    public static SdkHttpClient of(SdkHttpClient client) {
        return new AwsHttp(client);
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = client.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                try {
                    return prepared.call();
                } catch (UncheckedIOException e) {
                    throw new IOException(e.getMessage(), e);
                }
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }
}
