using EdgeTransfer.Core.Results;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Learning;

/// <summary>Puts an earlier head back into service because a watch asks for it.</summary>
internal interface IRollback
{
    /// <summary>Makes <paramref name="toVersion"/> judge again, and keeps <paramref name="fromVersion"/> from coming back by itself.</summary>
    /// <returns>Why it could not: also when another head than <paramref name="fromVersion"/> judges by now. May be asked again after a restart.</returns>
    Task<Refusal?> RollBackAsync(Station station, string fromVersion, string toVersion, string reason);
}
