using EdgeTransfer.Core.Registry;

namespace EdgeTransfer.Configuration;

/// <summary>Section <c>gate</c> of a station file: how a newly trained head comes into service.</summary>
public sealed record GateSettings
{
    /// <summary>Who decides after the gate.</summary>
    public GateMode Mode { get; init; } = GateMode.Approve;

    /// <summary>All that is wrong; empty when it can be used.</summary>
    public IReadOnlyList<string> Errors() => Enum.IsDefined(Mode) ? [] : [$"mode {(int)Mode} is none: use approve, automatic or manual."];
}
