using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Stations;

/// <summary>A trigger by command.</summary>
/// <param name="Serial">Serial number of the part; null when it was not told.</param>
/// <param name="Lot">Likewise its lot.</param>
internal sealed record TriggerRequest(string? Serial, string? Lot)
{
    /// <summary>The inspection, when it is on its way to the disk.</summary>
    public TaskCompletionSource<Inspection> Judged { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}
