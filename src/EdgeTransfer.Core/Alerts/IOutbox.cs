namespace EdgeTransfer.Core.Alerts;

/// <summary>The stored messages: those that wait for a receiver, mostly the broker, and for a while those that it has acknowledged.</summary>
public interface IOutbox
{
    /// <summary>Messages that wait, alerts first, oldest first, without removing them.</summary>
    /// <param name="limit">At most so many.</param>
    /// <param name="except">Topics that are left out.</param>
    /// <param name="cancellation">Ends the look.</param>
    Task<IReadOnlyList<OutboxMessage>> PeekAsync(int limit, IReadOnlyCollection<string> except, CancellationToken cancellation);

    /// <summary>
    /// The receiver has acknowledged these: they wait no longer, and are kept for as long as <paramref name="keep"/>, since a broker that
    /// crashes may forget them.
    /// </summary>
    /// <param name="ids">Unknown ones are passed over.</param>
    /// <param name="at">UTC, by the sender's clock.</param>
    /// <param name="keep">What was acknowledged longer ago is forgotten.</param>
    /// <param name="cancellation">Ends the wait for the disk.</param>
    Task AcknowledgeAsync(IReadOnlyList<Guid> ids, DateTimeOffset at, TimeSpan keep, CancellationToken cancellation);

    /// <summary>When the latest of the kept ones was acknowledged; null when none is kept.</summary>
    Task<DateTimeOffset?> LastAcknowledgedAsync(CancellationToken cancellation);

    /// <summary>What was acknowledged since then waits again, in its old place; what was before is forgotten.</summary>
    Task RepeatAsync(DateTimeOffset since, CancellationToken cancellation);

    /// <summary>Completes when something has been added since the last wait ended.</summary>
    Task WaitAsync(CancellationToken cancellation);
}
