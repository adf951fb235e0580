using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Policies;

namespace EdgeTransfer.Core.Sampling;

/// <summary>
/// Decides for each inspected part of one station whether its image is kept, and why. Every reason but the random share has a quota of
/// its own: a fault that makes every part NG spends that of the NG parts and no other. The random share has none, since its probability
/// would no longer be known. Not for concurrent use.
/// </summary>
public sealed class Sampler
{
    private readonly SamplingOptions _options;
    private readonly (SamplingReasons Reason, HourlyQuota Quota)[] _quotas;

    /// <summary>A sampler whose quotas are full.</summary>
    public Sampler(SamplingOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        _options = options;
        _quotas =
        [
            .. Enum.GetValues<SamplingReasons>()
                .Where(reason => reason is not (SamplingReasons.None or SamplingReasons.Random))
                .Select(reason => (reason, new HourlyQuota(options.PerHour, time))),
        ];
    }

    /// <summary>Reasons to keep an image that were passed over since their quota was spent.</summary>
    public long OverQuota { get; private set; }

    /// <summary>Decides on one part; each reason that keeps it costs one of that reason's quota.</summary>
    public SamplingDecision Decide(SampleCandidate part)
    {
        var isRandom = RandomShare.Holds(part.PartId, _options.RandomShare);
        var (reasons, wanted) = (isRandom ? SamplingReasons.Random : SamplingReasons.None, Wanted(part));
        foreach (var (reason, quota) in _quotas)
        {
            if ((wanted & reason) == 0)
            {
                continue;
            }

            if (quota.TryTake())
            {
                reasons |= reason;
            }
            else
            {
                OverQuota++;
            }
        }

        return new(reasons, isRandom ? _options.RandomShare : null, part.Novelty is { } novelty && double.IsFinite(novelty) ? novelty : null);
    }

    private SamplingReasons Wanted(SampleCandidate part)
    {
        var reasons = part.Disagrees ? SamplingReasons.Disagreement : SamplingReasons.None;
        if (!part.IsTaught)
        {
            return reasons | SamplingReasons.NotTaught;
        }

        if (part.Verdict != Verdict.Ok)
        {
            reasons |= SamplingReasons.NotOk;
        }

        if (part is { Ng: { } ng, Bands: { } bands } && IsNear(ng, bands))
        {
            reasons |= SamplingReasons.NearBand;
        }

        // A score that is no number is as strange as can be.
        return part.Novelty is { } novelty && !(novelty < _options.NoveltyFrom) ? reasons | SamplingReasons.Novel : reasons;
    }

    /// <summary>Between the bands there is no doubt about the doubt. Scores count from the mean of good parts, in their standard deviations.</summary>
    private bool IsNear(double ng, Bands bands)
    {
        var (below, above) = (bands.UnsureFrom - ng, ng - bands.NgFrom);
        return below <= Reach(bands.UnsureFrom) && above <= Reach(bands.NgFrom);

        double Reach(double band) => _options.BandWidth * Math.Max(1, Math.Abs(band));
    }
}
