namespace EdgeTransfer.Core.Alerts;

/// <summary>What a stored message is worth: lesser kinds are sent later and make room first. A topic carries one kind only.</summary>
public enum OutboxKind
{
    /// <summary>What the line acts on.</summary>
    Alert = 0,

    /// <summary>What a consumer should get and the line does not wait for, as the outcome of a training.</summary>
    Report = 1,
}
