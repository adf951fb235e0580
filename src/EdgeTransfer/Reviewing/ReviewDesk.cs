using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Labels;
using EdgeTransfer.Storage.Policies;
using EdgeTransfer.Storage.Samples;

namespace EdgeTransfer.Reviewing;

/// <summary>Gathers what is known of a product's labels, and lists those that deserve a second look and the parts that wait for a first.</summary>
internal sealed class ReviewDesk(LabelStore labels, ReviewStore unlabelled, HeadFolders heads, INearPairs? near = null)
{
    public async Task<ReviewMessage> OpenAsync(string product, int limit, CancellationToken cancellation)
    {
        List<string> notes = [];
        var scores = Scores(product);
        if (!scores.IsOk)
        {
            notes.Add($"No label was held against scores. {scores.Refusal.Message}");
        }

        if (near is null)
        {
            notes.Add("Parts that look alike were not compared: the running service does that (cmd/review).");
        }

        var (bound, pairs) = near is null ? (0, []) : await near.FindAsync(product, cancellation);
        var found = SecondLook.Find(await labels.CurrentAsync(product), await labels.ConfirmedAsync(product), scores.Value?.Parts ?? [], pairs, bound);
        var agreement = OperatorAgreement.Of(await labels.OpinionsAsync(product));
        return new(product, found.Count, [.. found.Take(limit)], agreement, notes) { Next = await unlabelled.NextAsync(product, limit) };
    }

    private Result<BandScores> Scores(string product)
    {
        var active = heads.Active(product);
        return active switch
        {
            { IsOk: false } => active.Refusal,
            { Value: { } pointer } => ScoreFile.Read(heads.FolderOf(product, pointer.Version), pointer.Version),
            _ => new Refusal(RefusalKind.NotFound, "There is no active head yet: label and train."),
        };
    }
}
