using EdgeTransfer.Core.Policies;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Learning;

/// <summary>Lets a challenger judge silently, on the parts of the line, before it may judge.</summary>
internal interface ITrials
{
    /// <summary>Whether the station tries its challengers.</summary>
    bool IsWanted(Station station);

    /// <summary>Begins a trial, in place of one that runs there. The head belongs to the trial from here on.</summary>
    /// <param name="station">Whose parts it judges.</param>
    /// <param name="head">Loaded and proved.</param>
    /// <param name="policy">Laid on this head.</param>
    /// <param name="ended">Called once at the end, unless the service stops before: whether all is well, and what was seen, in words.</param>
    void Begin(Station station, ServedHead head, Policy policy, Func<bool, string, Task> ended);
}
