namespace EdgeTransfer.Core.Alerts;

/// <summary>Why a message was dropped unsent.</summary>
public enum OutboxDropReason
{
    /// <summary>Too many messages waited.</summary>
    Count,

    /// <summary>Their payloads were too large together.</summary>
    Bytes,

    /// <summary>It had waited too long.</summary>
    Age,
}
