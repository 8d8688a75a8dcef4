package io.stopcause.ingest.check;

import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.autoscaling.AutoScalingClient;
import software.amazon.awssdk.services.cloudwatch.CloudWatchClient;
import software.amazon.awssdk.services.cloudwatchlogs.CloudWatchLogsClient;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.efs.EfsClient;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.health.HealthClient;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.route53.Route53Client;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;
import software.amazon.awssdk.services.servicediscovery.ServiceDiscoveryClient;
import software.amazon.awssdk.services.servicequotas.ServiceQuotasClient;
import software.amazon.awssdk.services.ssm.SsmClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * A service of AWS that can be asked.
 *
 * @param prefix what its IAM actions start with, such as {@code ecr}
 * @param client makes a client of it
 */
public record Api<C extends SdkClient>(String prefix, Function<Clients.Settings, C> client) {

    public static final Api<AutoScalingClient> AUTO_SCALING = of("autoscaling", AutoScalingClient::builder);
    public static final Api<CloudWatchClient> CLOUDWATCH = of("cloudwatch", CloudWatchClient::builder);
    public static final Api<EcsClient> ECS = of("ecs", EcsClient::builder);
    public static final Api<EcrClient> ECR = of("ecr", EcrClient::builder);
    public static final Api<Ec2Client> EC2 = of("ec2", Ec2Client::builder);
    public static final Api<EfsClient> EFS = of("elasticfilesystem", EfsClient::builder);
    public static final Api<ElasticLoadBalancingV2Client> LOAD_BALANCING =
            of("elasticloadbalancing", ElasticLoadBalancingV2Client::builder);
    public static final Api<HealthClient> HEALTH = of("health", HealthClient::builder);
    public static final Api<IamClient> IAM = of("iam", IamClient::builder);
    public static final Api<Route53Client> ROUTE_53 = of("route53", Route53Client::builder);
    public static final Api<ServiceQuotasClient> QUOTAS = of("servicequotas", ServiceQuotasClient::builder);
    public static final Api<ServiceDiscoveryClient> SERVICE_DISCOVERY =
            of("servicediscovery", ServiceDiscoveryClient::builder);
    public static final Api<CloudWatchLogsClient> LOGS = of("logs", CloudWatchLogsClient::builder);
    public static final Api<SecretsManagerClient> SECRETS = of("secretsmanager", SecretsManagerClient::builder);
    public static final Api<SsmClient> PARAMETERS = of("ssm", SsmClient::builder);
    public static final Api<StsClient> STS = of("sts", StsClient::builder);

    /**
     * A service.
     *
     * @param prefix what its IAM actions start with
     */
    public static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkClient> Api<C> of(
            String prefix, Supplier<B> builder) {
        return new Api<>(prefix, settings -> settings.build(builder.get()));
    }
}
