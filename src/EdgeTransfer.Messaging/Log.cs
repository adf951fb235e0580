using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Messaging;

/// <summary>All log messages of the project: 5000 to 5999.</summary>
internal static partial class Log
{
    [LoggerMessage(5000, LogLevel.Information, "Connected to broker {Endpoint}.")]
    public static partial void Connected(ILogger logger, string endpoint);

    [LoggerMessage(5001, LogLevel.Warning, "Broker {Endpoint} not connected ({Reason}): {Detail} Will try again.")]
    public static partial void ConnectRefused(ILogger logger, string endpoint, string reason, string detail);

    [LoggerMessage(5002, LogLevel.Warning, "Connection to the broker lost ({Reason}). Will connect again.")]
    public static partial void ConnectionLost(ILogger logger, string reason);

    [LoggerMessage(5003, LogLevel.Warning, "The broker refused the subscription to {Filter} ({Reason}): no commands will arrive. Check the broker's access rules.")]
    public static partial void SubscribeRefused(ILogger logger, string filter, string reason);

    [LoggerMessage(5004, LogLevel.Warning, "The broker refused a document on {Topic} ({Reason}): check its access rules and limits.")]
    public static partial void PublishRefused(ILogger logger, string topic, string reason);

    [LoggerMessage(5005, LogLevel.Error, "Fault in the link; it starts again.")]
    public static partial void LinkFault(ILogger logger, Exception exception);

    [LoggerMessage(5006, LogLevel.Information, "Said goodbye to the broker.")]
    public static partial void Stopped(ILogger logger);

    [LoggerMessage(5007, LogLevel.Warning, "No goodbye to the broker within the bound: its Last Will says offline.")]
    public static partial void GoodbyeFailed(ILogger logger, Exception exception);

    [LoggerMessage(5008, LogLevel.Information, "Files of the settings have changed: connecting anew with them.")]
    public static partial void Renewed(ILogger logger);

    [LoggerMessage(5009, LogLevel.Warning, "The connection to the broker is weak ({Reason}): {Detail}")]
    public static partial void LinkWarning(ILogger logger, string reason, string detail);

    [LoggerMessage(5010, LogLevel.Warning, "Files of the settings have changed and cannot be used ({Reason}): {Detail} The connection stays until it is lost.")]
    public static partial void RenewalRefused(ILogger logger, string reason, string detail);

    [LoggerMessage(5100, LogLevel.Information, "Embedded broker listens on {Address}.")]
    public static partial void BrokerStarted(ILogger logger, string address);

    [LoggerMessage(5101, LogLevel.Warning, "Embedded broker is open to the network on {Address} without encryption: passwords can be read on the way. Set ListenCertFile and ListenKeyFile.")]
    public static partial void BrokerPlain(ILogger logger, string address);

    [LoggerMessage(5102, LogLevel.Warning, "Embedded broker refused a login of user '{User}' from {Address} ({Reason}).")]
    public static partial void LoginRefused(ILogger logger, string user, string address, string reason);

    [LoggerMessage(5200, LogLevel.Warning, "The broker refused an alert on {Topic} ({Reason}): it is kept and tried again. Check the broker's access rules and limits.")]
    public static partial void AlertRefused(ILogger logger, string topic, string reason);

    [LoggerMessage(5201, LogLevel.Error, "Fault in sending the outbox; nothing is lost, it is tried again.")]
    public static partial void OutboxFault(ILogger logger, Exception exception);

    [LoggerMessage(5300, LogLevel.Error, "Command {Name} failed inside the device.")]
    public static partial void HandlerFault(ILogger logger, string name, Exception exception);

    [LoggerMessage(5301, LogLevel.Warning, "The answer to a command was not delivered ({Reason}).")]
    public static partial void ReplyLost(ILogger logger, string reason);

    [LoggerMessage(5400, LogLevel.Warning, "The webhook {Url} did not take an alert ({Reason}): {Detail} It is kept and tried again.")]
    public static partial void WebhookRefused(ILogger logger, string url, string reason, string detail);

    [LoggerMessage(5401, LogLevel.Information, "The webhook {Url} takes alerts again.")]
    public static partial void WebhookTakes(ILogger logger, string url);

    [LoggerMessage(5402, LogLevel.Warning, "The webhook {Url} is not encrypted: alerts are signed, and can be read on the way. Use https.")]
    public static partial void WebhookPlain(ILogger logger, string url);
}
