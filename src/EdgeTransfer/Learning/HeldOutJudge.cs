using EdgeTransfer.Core.Gates;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Inference.Judging;

namespace EdgeTransfer.Learning;

/// <summary>Lets heads judge the same stored samples. Not for concurrent use.</summary>
/// <param name="judge">Judges them all.</param>
/// <param name="challenger">The candidate.</param>
/// <param name="policy">Laid on it.</param>
/// <param name="time">Measures how long a part takes beyond the backbone.</param>
internal sealed class HeldOutJudge(PartJudge judge, ServedHead challenger, Policy policy, TimeProvider time)
{
    private readonly List<TimeSpan> _challengers = [];
    private readonly List<TimeSpan> _champions = [];

    /// <summary>The head that judges now, with its policy.</summary>
    public (ServedHead Head, Policy Policy)? Champion { get; init; }

    /// <summary>The pinned reference, with its policy; the champion itself where it is pinned.</summary>
    public (ServedHead Head, Policy Policy)? Reference { get; init; }

    /// <summary>All heads' verdicts, an entry for each image.</summary>
    public List<HeldOutVerdict> Verdicts(IEnumerable<LabelledSample> samples, CancellationToken stop) =>
    [
        .. samples.Select(sample =>
        {
            stop.ThrowIfCancellationRequested();
            judge.UseFeatures(sample.Features);
            var said = Decide(challenger, policy, _challengers);
            var champion = Champion is { } now ? Decide(now.Head, now.Policy, _champions) : default(Verdict?);
            return new HeldOutVerdict(sample.PartId, sample.Class, champion, OfReference(sample, champion), said);
        }),
    ];

    /// <summary>The challenger's verdict on one image.</summary>
    public Verdict Judge(LabelledSample sample)
    {
        judge.UseFeatures(sample.Features);
        return policy.Decide(judge.Judge(challenger).Ng);
    }

    /// <summary>Whether the challenger takes no longer than the champion, but for its size, within a factor and a slack; null before anything was judged.</summary>
    public GateProof? Latency(double factor, TimeSpan slack)
    {
        if (Champion is not { } present || _challengers.Count == 0)
        {
            return _challengers.Count == 0 ? null : new(true, string.Create(
                System.Globalization.CultureInfo.InvariantCulture, $"a part takes {Median(_challengers):0.00} ms beyond the backbone, and no head judges that it could be slower than"));
        }

        var (took, before) = (Median(_challengers), Median(_champions));
        var size = challenger.Head.Anomaly.SizeOver(present.Head.Head.Anomaly.Rows);
        return new(took <= (factor * size * before) + slack.TotalMilliseconds, string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"a part takes {took:0.00} ms beyond the backbone, with the present head {before:0.00} ms{(size > 1.005 ? $" and {size:0.0} times fewer rows" : "")}"));
    }

    /// <summary>A reference with classes is not asked about one that it never knew; one without, which only knows good parts, about all.</summary>
    private Verdict? OfReference(LabelledSample sample, Verdict? champion)
    {
        if (Reference is not { } reference
            || (sample.Class != Label.Ok && reference.Head.Manifest.Classes is { Count: > 0 } known && !known.Contains(sample.Class)))
        {
            return null;
        }

        return Champion == Reference ? champion : reference.Policy.Decide(judge.Judge(reference.Head).Ng);
    }

    private Verdict Decide(ServedHead head, Policy bands, List<TimeSpan> took)
    {
        var begin = time.GetTimestamp();
        var score = judge.Judge(head).Ng;
        took.Add(time.GetElapsedTime(begin));
        return bands.Decide(score);
    }

    private static double Median(List<TimeSpan> times) => times.Order().ElementAt(times.Count / 2).TotalMilliseconds;
}
