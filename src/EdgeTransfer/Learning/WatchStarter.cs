using EdgeTransfer.Core.Registry;
using EdgeTransfer.Core.Watching;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Heads;

namespace EdgeTransfer.Learning;

/// <summary>
/// After a swap the head that judged before goes on silently, and the new one is held to what its gate predicted. What was predicted
/// against another head says nothing: then faults and latency alone are watched. Going back, and a growth by one part, begin no watch.
/// </summary>
internal sealed class WatchStarter(WatchKeeper keeper, HeadRegistry registry, WatchOptions options)
{
    private static readonly Prediction Unknown = new(0, 0);

    /// <summary>Begins the watch.</summary>
    /// <param name="station">Where it judges.</param>
    /// <param name="activation">The line of the history.</param>
    /// <param name="former">Head and policy before; the use of the head is the watch's from here on.</param>
    public async Task BeginAsync(Station station, Activation activation, JudgeLease former)
    {
        if (activation.Kind is not (ActivationKind.Swap or ActivationKind.Override) || registry.Report(station.Recipe.Product, activation.Version) is not { } report)
        {
            former.Dispose();
            return;
        }

        var previous = former.Head.Manifest.Version;
        var (passed, rejected) = report.Prediction is { } predicted && predicted.Champion == previous ? (predicted.Passed, predicted.Rejected) : (Unknown, Unknown);
        await keeper.WatchAsync(
            station, new(activation.Version, activation.Policy, previous, former.Policy.Version, passed, rejected, activation.At), options, former.Head, former.Policy);
    }
}
