using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Inference.Heads;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Stations;

/// <summary>
/// Asks a second head about a part that has its verdict already, on the same features. Left out, and counted, when parts are waiting;
/// a failure stays here. One for each station, called by its judge loop.
/// </summary>
/// <param name="station">Whose silent head is asked.</param>
/// <param name="inspector">It holds the features of the last part.</param>
/// <param name="offer">Takes the outcome without waiting; false: it could not.</param>
/// <param name="logger">The first failure of a head is told.</param>
internal sealed class ShadowStep(Station station, Inspector inspector, Func<ShadowOutcome, bool> offer, ILogger logger)
{
    private ServedHead? _told; // whose failure has been told

    /// <summary>Judges the part that the inspector judged last.</summary>
    /// <returns>Whether one of the two heads passes the part and the other does not.</returns>
    public bool Run(Inspection inspection, int waiting)
    {
        if (station.Shadow.Lease() is not { } lease)
        {
            return false;
        }

        using (lease)
        {
            if (inspection.Reason == NotInspectedReason.Fault && inspector.HasFeatures)
            {
                // Its record names no head; the one that is there now is the one that failed, but for a swap in just this moment.
                Offer(new(station, inspection, lease.Purpose, station.Slot.HeadVersion, lease.Head.Manifest.Version, default, double.NaN, default, default));
                return false;
            }

            if (inspection.Scores is null || inspection.Judges.Head == lease.Head.Manifest.Version)
            {
                return false;
            }

            if (waiting > 0)
            {
                station.ShadowTally.Skip();
                return false;
            }

            return Judge(inspection, lease);
        }
    }

    private bool Judge(Inspection inspection, ShadowLease lease)
    {
        try
        {
            var (scores, took) = inspector.JudgeInShadow(lease.Head);
            var score = scores.Ng;
            var outcome = new ShadowOutcome(
                station, inspection, lease.Purpose, inspection.Judges.Head, lease.Head.Manifest.Version, lease.Policy.Decide(score), score, inspector.Took, took);
            Offer(outcome);
            return outcome.Pair.Disagrees;
        }
        catch (Exception e)
        {
            // Whatever a silent head does, the line goes on; told once a head, because it may fail on every part.
            station.ShadowTally.Fail();
            if (!ReferenceEquals(_told, lease.Head))
            {
                _told = lease.Head;
                Log.ShadowFailed(logger, station.Name, lease.Head.Manifest.Version, inspection.PartId, e);
            }

            return false;
        }
    }

    private void Offer(in ShadowOutcome outcome)
    {
        if (!offer(outcome))
        {
            station.ShadowTally.Fail();
        }
    }
}
