using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Watching;

/// <summary>What two heads say of one part. UNSURE is not OK.</summary>
/// <param name="Active">Verdict of the head that judges.</param>
/// <param name="Shadow">Verdict of the head that judges silently.</param>
public readonly record struct VerdictPair(Verdict Active, Verdict Shadow)
{
    /// <summary>Whether one passes the part and the other does not; NG against UNSURE is no disagreement.</summary>
    public bool Disagrees => ActivePasses != ShadowPasses;

    internal bool ActivePasses => Active == Verdict.Ok;

    internal bool ShadowPasses => Shadow == Verdict.Ok;
}
