namespace EdgeTransfer.Core.Alerts;

/// <summary>The stored messages, oldest first.</summary>
public interface IOutbox
{
    /// <summary>Up to <paramref name="limit"/> messages, oldest first, without removing them.</summary>
    Task<IReadOnlyList<OutboxMessage>> PeekAsync(int limit, CancellationToken cancellation);

    /// <summary>The broker has acknowledged these.</summary>
    Task RemoveAsync(IReadOnlyList<Guid> ids, CancellationToken cancellation);

    /// <summary>Completes when something has been added since the last wait ended.</summary>
    Task WaitAsync(CancellationToken cancellation);
}
