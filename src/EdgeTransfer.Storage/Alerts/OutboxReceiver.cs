namespace EdgeTransfer.Storage.Alerts;

/// <summary>Who gets the messages of an outbox; each has its own acknowledgements, so that one that is away delays no other.</summary>
public enum OutboxReceiver
{
    /// <summary>The MQTT broker: all messages.</summary>
    Broker = 0,

    /// <summary>The webhook, where one is set: alerts.</summary>
    Webhook = 1,
}
