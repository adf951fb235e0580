using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Core.Sampling;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Labels;
using EdgeTransfer.Storage.Policies;
using EdgeTransfer.Storage.Samples;

namespace EdgeTransfer.Reviewing;

/// <summary>Gathers what is known of a product's labels, and lists those that deserve a second look, and the parts that deserve a first.</summary>
internal sealed class ReviewDesk(LabelStore labels, UnlabelledSamples unlabelled, HeadFolders heads, NearPairs near)
{
    public async Task<ReviewMessage> OpenAsync(string product, int limit, CancellationToken cancellation)
    {
        List<string> notes = [];
        var scores = Scores(product);
        if (!scores.IsOk)
        {
            notes.Add($"No label was held against scores. {scores.Refusal.Message}");
        }

        var (bound, pairs) = await near.FindAsync(product, cancellation);
        var found = SecondLook.Find(await labels.CurrentAsync(product), await labels.ConfirmedAsync(product), scores.Value?.Parts ?? [], pairs, bound);
        var agreement = OperatorAgreement.Of(await labels.OpinionsAsync(product));
        return new(product, found.Count, [.. found.Take(limit)], agreement, notes);
    }

    /// <summary>Unlabelled parts that most deserve a label, and how many there are in all.</summary>
    public async Task<(int Waiting, IReadOnlyList<ReviewItem> Next)> NextAsync(string product, int limit)
    {
        var waiting = await unlabelled.ListAsync(product);
        return (waiting.Count, [.. waiting.Take(limit)]);
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
