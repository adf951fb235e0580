using MQTTnet;

namespace EdgeTransfer.Messaging.Connecting;

/// <summary>One attempt: what the library is told, and what it needs to live as long.</summary>
internal sealed record ConnectPlan(MqttClientOptions Options, Credentials Credentials, ServerCheck Check, bool Tls) : IDisposable
{
    /// <inheritdoc/>
    public void Dispose() => Credentials.Dispose();
}
