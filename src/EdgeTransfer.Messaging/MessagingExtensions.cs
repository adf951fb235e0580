using System.Security.Cryptography;
using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Messaging.Alerts;
using EdgeTransfer.Messaging.Brokering;
using EdgeTransfer.Messaging.Commands;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Messaging.Webhooks;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace EdgeTransfer.Messaging;

/// <summary>Brings the device's voice into the host.</summary>
public static class MessagingExtensions
{
    /// <summary>
    /// Adds <see cref="IMqttLink"/>, <see cref="EmbeddedBroker"/>, the sender of the outbox and the command loop, from section <c>Mqtt</c>.
    /// The host brings <see cref="IOutbox"/> and <see cref="ICommandHandler"/>, and may bring a <see cref="TimeProvider"/> and a <see cref="MessageWriter"/>.
    /// </summary>
    public static IHostApplicationBuilder AddMessaging(this IHostApplicationBuilder builder, Topics topics)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(topics);
        var services = builder.Services;
        services.AddOptions<MqttOptions>().Bind(builder.Configuration.GetSection(MqttOptions.Section)).ValidateOnStart();
        services.AddSingleton<IValidateOptions<MqttOptions>, MqttOptionsValidation>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(p => new MessageWriter(Time(p), () => ClockReading.Unknown));
        services.AddSingleton<Counting>();
        services.AddSingleton(p => new EmbeddedBroker(Options(p), topics, p.GetRequiredService<Counting>(), Time(p), p.GetRequiredService<ILogger<EmbeddedBroker>>()));
        services.AddSingleton(p => new CommandInbox(topics, Options(p), p.GetRequiredService<Counting>()));
        services.AddSingleton(p =>
        {
            var (options, broker, time) = (Options(p), p.GetRequiredService<EmbeddedBroker>(), Time(p));
            var files = new CredentialFiles(options, time);
            var settings = new ConnectSettings(options, topics, Messages(p), files, () => broker.Door, time);
            return new MqttLink(
                options, settings, files, topics, Messages(p), p.GetRequiredService<CommandInbox>(), p.GetRequiredService<Counting>(), time, Draw(), p.GetRequiredService<ILogger<MqttLink>>());
        });
        services.AddSingleton<IMqttLink>(p => p.GetRequiredService<MqttLink>());

        // started in this order, stopped in reverse: who publishes stops before the link, the link before the broker
        services.AddHostedService(p => p.GetRequiredService<EmbeddedBroker>());
        services.AddHostedService(p => p.GetRequiredService<MqttLink>());
        services.AddHostedService(p => new CommandLoop(
            p.GetRequiredService<CommandInbox>(), p.GetRequiredService<ICommandHandler>(), p.GetRequiredService<MqttLink>(), Messages(p), topics, Options(p), p.GetRequiredService<Counting>(), Time(p), p.GetRequiredService<ILogger<CommandLoop>>()));
        services.AddHostedService(p => new OutboxSender(
            p.GetRequiredService<IOutbox>(), p.GetRequiredService<MqttLink>(), Options(p), p.GetRequiredService<Counting>(), Time(p), Draw(), p.GetRequiredService<ILogger<OutboxSender>>()));
        return builder;

        static MqttOptions Options(IServiceProvider provider) => provider.GetRequiredService<IOptions<MqttOptions>>().Value;
        static MessageWriter Messages(IServiceProvider provider) => provider.GetRequiredService<MessageWriter>();
        static TimeProvider Time(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
    }

    /// <summary>Adds <see cref="WebhookStatus"/> and, where <see cref="WebhookOptions.Url"/> is set, who posts the alerts of an outbox.</summary>
    /// <param name="builder">After <see cref="AddMessaging"/>.</param>
    /// <param name="options">Checked ones.</param>
    /// <param name="outbox">The alerts for the webhook alone.</param>
    public static IHostApplicationBuilder AddWebhook(this IHostApplicationBuilder builder, WebhookOptions options, Func<IServiceProvider, IOutbox> outbox)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(outbox);
        var services = builder.Services.AddSingleton<WebhookStatus>();
        if (options.Url is not null)
        {
            services.AddSingleton(p => new WebhookPoster(options, p.GetRequiredService<TimeProvider>()));
            services.AddHostedService(p => new WebhookSender(
                outbox(p), p.GetRequiredService<WebhookPoster>(), options, p.GetRequiredService<WebhookStatus>(), p.GetRequiredService<TimeProvider>(), Draw(), p.GetRequiredService<ILogger<WebhookSender>>()));
        }

        return builder;
    }

    // devices must differ, and so must their loops: a seed from the system, not from the clock
    private static Random Draw() => new(RandomNumberGenerator.GetInt32(int.MaxValue));
}
