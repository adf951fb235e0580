using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace EdgeTransfer.Core.Messages;

/// <summary>
/// Gives messages their envelope and writes them. An alert is written before it is stored: its bytes, with their number, are what is kept
/// in the transaction and sent however late.
/// </summary>
/// <param name="time">UTC, and the time in ids.</param>
/// <param name="clock">How well the clock is known; asked for each message, so it must be cheap.</param>
public sealed class MessageWriter(TimeProvider time, Func<ClockReading> clock)
{
    private readonly ConcurrentDictionary<string, StrongBox<long>> _numbers = new(StringComparer.Ordinal); // by topic

    /// <summary>This start of the service.</summary>
    public Guid BootId { get; } = Guid.CreateVersion7(time.GetUtcNow());

    /// <summary>UTF-8 JSON of the message in its envelope.</summary>
    public byte[] Write<T>(string topic, T message)
        where T : Message => MessageJson.Write(Seal(topic, message));

    /// <summary>The message in its envelope; an id and a time that it has already stay.</summary>
    /// <param name="topic">One of few: its messages are counted.</param>
    /// <param name="message">Left as it is.</param>
    public T Seal<T>(string topic, T message)
        where T : Message
    {
        ArgumentException.ThrowIfNullOrEmpty(topic);
        ArgumentNullException.ThrowIfNull(message);
        var at = message.At == default ? time.GetUtcNow() : message.At;
        var reading = clock();
        return message with
        {
            Id = message.Id == Guid.Empty ? Guid.CreateVersion7(at) : message.Id,
            BootId = BootId,
            Seq = Interlocked.Increment(ref _numbers.GetOrAdd(topic, static _ => new(0)).Value),
            At = at,
            Clock = reading.State,
            ClockErrorMs = reading.ErrorMs,
        };
    }
}
