using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Learning;

/// <summary>Lets a challenger judge silently, on the parts of the line, before it may judge. Ends come by <see cref="ITrialEnd"/>, also after a restart.</summary>
internal interface ITrials
{
    /// <summary>Whether the station tries its challengers.</summary>
    bool IsWanted(Station station);

    /// <summary>Begins a trial, in place of one that runs there. The head belongs to the trial from here on, and is freed when it is refused.</summary>
    /// <param name="station">Whose parts it judges.</param>
    /// <param name="head">Loaded and proved.</param>
    /// <param name="policy">Laid on this head.</param>
    Task<Refusal?> BeginAsync(Station station, ServedHead head, Policy policy);

    /// <summary>Whether a trial of this head goes on after a restart by itself.</summary>
    Task<bool> GoesOnAsync(Station station, string version);
}
