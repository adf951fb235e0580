using System.Globalization;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Exchange;
using EdgeTransfer.Storage.Samples;

namespace EdgeTransfer.Exchange;

/// <summary>
/// Holds an import against the disk budget. Unlabelled images beyond it would be evicted as soon as the service runs, so they are refused;
/// labelled ones are never evicted and come in, and when they fill the budget sampling pauses.
/// </summary>
/// <param name="Refusal">Why it may not come in; null when it may.</param>
/// <param name="Remark">That sampling will pause; null when it will not.</param>
internal sealed record ImportBudget(Refusal? Refusal, string? Remark)
{
    /// <summary>Counts images alone: features come later, and are counted then.</summary>
    public static async Task<ImportBudget> OfAsync(LineDatabase database, ImportPlan plan, long budget)
    {
        var (all, labelled) = await SampleEvictor.MeasureAsync(database);
        var ofUnlabelled = plan.Parts.Where(p => p.Labels.Count == 0).Sum(p => p.Bytes);
        var ofLabelled = plan.Parts.Sum(p => p.Bytes) - ofUnlabelled;
        return all + ofLabelled + ofUnlabelled > budget && ofUnlabelled > 0
            ? new(new Refusal(RefusalKind.TooLarge, $"The disk budget of {Gigabytes(budget)} GB is too small: the samples take {Gigabytes(all)} GB, this brings {Gigabytes(ofUnlabelled)} GB without a label and {Gigabytes(ofLabelled)} GB with one. Raise Learning:DiskBudget, or leave the unlabelled ones out."), null)
            : SampleEvictor.HasRoom(labelled + ofLabelled, budget)
                ? new(null, null)
                : new(null, $"Labelled images now take {Gigabytes(labelled + ofLabelled)} GB of a disk budget of {Gigabytes(budget)} GB: the service will keep no other images until Learning:DiskBudget is raised.");
    }

    private static string Gigabytes(long bytes) => (bytes / 1e9).ToString("0.######", CultureInfo.InvariantCulture);
}
