using System.Text.Json.Serialization;
using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Messages;

/// <summary>Payload of <c>…/cmd/golden</c>: locks a labelled part, or releases it.</summary>
/// <param name="Id">Id of the command.</param>
/// <param name="PartId">The part.</param>
/// <param name="By">Who asks for it.</param>
/// <param name="Verdict">What every challenger must say of it; left out: OK for a good part, NG for a defect.</param>
/// <param name="Release">True releases it.</param>
/// <param name="Expires">From then on it is refused, UTC; left out: never.</param>
public sealed record GoldenCommand(
    Guid Id,
    string PartId,
    string By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] Verdict? Verdict = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Release = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] DateTimeOffset? Expires = null) : ICommand
{
    /// <inheritdoc/>
    public PayloadError? Check() => Fields.Name("partId", PartId) ?? (this is { Release: true, Verdict: not null }
        ? new PayloadError("$.verdict", "'verdict' and 'release' contradict each other: give one of them.")
        : null);
}
