using EdgeTransfer.Core.Gates;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Inference.Judging;

namespace EdgeTransfer.Learning;

/// <summary>Lets two heads judge the same stored samples.</summary>
internal static class HeldOutJudge
{
    /// <summary>Both heads' verdicts by part; of several images of a part the worst counts.</summary>
    public static List<HeldOutVerdict> Verdicts(
        PartJudge judge, JudgeLease? champion, ServedHead challenger, Policy policy, IEnumerable<LabelledSample> samples, CancellationToken stop) =>
        [.. samples.GroupBy(s => s.PartId).Select(part =>
        {
            Verdict? champions = null;
            var challengers = Verdict.Ok;
            foreach (var sample in part)
            {
                stop.ThrowIfCancellationRequested();
                judge.UseFeatures(sample.Features);
                challengers = challengers.Worse(policy.Decide(judge.Judge(challenger).Ng));
                if (champion is { } lease)
                {
                    champions = (champions ?? Verdict.Ok).Worse(lease.Policy.Decide(judge.Judge(lease.Head).Ng));
                }
            }

            var kind = part.Select(s => s.Class).FirstOrDefault(c => c != Label.Ok, Label.Ok);
            return new HeldOutVerdict(part.Key, kind, champions, champions, challengers);
        })];
}
