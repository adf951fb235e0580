namespace EdgeTransfer.Messaging.Connecting;

/// <summary>How a publish ended.</summary>
/// <param name="Kind">What to do next.</param>
/// <param name="Reason">Counted under this name; empty when acknowledged.</param>
internal readonly record struct PublishOutcome(PublishOutcome.Kinds Kind, string Reason)
{
    internal enum Kinds
    {
        /// <summary>The broker has it.</summary>
        Acknowledged,

        /// <summary>The broker does not take this message; the connection goes on.</summary>
        Refused,

        /// <summary>The connection went; whether the broker has it is not known.</summary>
        Lost,
    }

    public static PublishOutcome Acknowledged { get; } = new(Kinds.Acknowledged, "");

    public bool IsAcknowledged => Kind == Kinds.Acknowledged;

    public bool IsRefused => Kind == Kinds.Refused;

    public static PublishOutcome Refused(string reason) => new(Kinds.Refused, reason);

    public static PublishOutcome Lost(string reason) => new(Kinds.Lost, reason);
}
