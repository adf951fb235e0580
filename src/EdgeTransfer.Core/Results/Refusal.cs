namespace EdgeTransfer.Core.Results;

/// <summary>A failure as a value: its kind for counting, its message for a person (what happened and what to do).</summary>
public sealed record Refusal(RefusalKind Kind, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Message;
}
