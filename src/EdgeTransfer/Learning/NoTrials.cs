using EdgeTransfer.Core.Policies;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Learning;

/// <summary>No station tries its challengers.</summary>
internal sealed class NoTrials : ITrials
{
    public bool IsWanted(Station station) => false;

    public void Begin(Station station, ServedHead head, Policy policy, Func<bool, string, Task> ended) =>
        throw new InvalidOperationException($"Station {station.Name} tries no challengers.");
}
