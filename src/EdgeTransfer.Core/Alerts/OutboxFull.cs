namespace EdgeTransfer.Core.Alerts;

/// <summary>What happens when alerts alone fill the outbox (law 5).</summary>
public enum OutboxFull
{
    /// <summary>The stations pass no part until the broker has taken some.</summary>
    Hold,

    /// <summary>The oldest alert goes, is counted and told; the line goes on.</summary>
    DropOldest,
}
