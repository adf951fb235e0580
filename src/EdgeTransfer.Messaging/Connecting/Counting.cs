namespace EdgeTransfer.Messaging.Connecting;

/// <summary>The live counts behind <see cref="LinkCounters"/>; written by all loops.</summary>
internal sealed class Counting
{
    private long _connects;
    private long _losses;
    private long _published;
    private long _replayed;
    private long _commands;

    public Tally Refusals { get; } = new();

    public Tally PublishRefusals { get; } = new();

    public Tally Dropped { get; } = new();

    public Tally CommandRefusals { get; } = new();

    public Tally BrokerRefusals { get; } = new();

    public void Connected() => Interlocked.Increment(ref _connects);

    public void Lost() => Interlocked.Increment(ref _losses);

    public void Published() => Interlocked.Increment(ref _published);

    /// <summary>A stored message has been acknowledged, for the first time or once more.</summary>
    public void Acknowledged(bool again) => Interlocked.Increment(ref again ? ref _replayed : ref _published);

    public void Command() => Interlocked.Increment(ref _commands);

    /// <summary>The counts now.</summary>
    public LinkCounters Read() => new(
        Interlocked.Read(ref _connects),
        Interlocked.Read(ref _losses),
        Interlocked.Read(ref _published),
        Interlocked.Read(ref _replayed),
        Interlocked.Read(ref _commands),
        Refusals.Read(),
        PublishRefusals.Read(),
        Dropped.Read(),
        CommandRefusals.Read())
    {
        BrokerRefusals = BrokerRefusals.Read(),
    };
}
