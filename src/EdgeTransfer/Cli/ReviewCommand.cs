using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Sampling;
using EdgeTransfer.Reviewing;
using EdgeTransfer.Storage.Exchange;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Labels;
using EdgeTransfer.Storage.Samples;
using EdgeTransfer.Storage.Trainings;

namespace EdgeTransfer.Cli;

/// <summary><c>review</c>: lists the labels of a device that deserve a second look and the parts that deserve a first, also while the service runs.</summary>
internal static class ReviewCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "The device's data folder (Device:DataFolder).", Required = true };
        var product = new Option<string?>("--product") { Description = "One product; all by default." };
        var limit = new Option<int>("--limit") { Description = "Most labels, and most unlabelled parts, of a product that are shown.", DefaultValueFactory = _ => Core.Messages.ReviewCommand.DefaultLimit };
        var json = new Option<bool>("--json") { Description = "JSON, a line for each product." };
        var command = new Command("review", "List labels that deserve a second look, the worst first, how the operators agree, and the parts that deserve a label, the most urgent first.") { data, product, limit, json };
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(data)!, parsed.GetValue(product), parsed.GetValue(limit), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string folder, string? product, int limit, bool json, CancellationToken cancellation)
    {
        if (limit < 1)
        {
            throw new UsageException("--limit must be at least 1.");
        }

        using var database = DeviceData.Open(folder);
        var unlabelled = new UnlabelledSamples(database);
        var products = await unlabelled.ProductsAsync();
        if (product is not null && !products.Contains(product))
        {
            throw new UsageException($"There is no sample of a product '{product}'. There are: {string.Join(", ", products)}.");
        }

        var samples = SampleStore.OpenToRead(database, Path.Combine(folder, LineFiles.Samples));
        var desk = new ReviewDesk(
            new LabelStore(database), unlabelled, HeadFolders.OpenToRead(Path.Combine(folder, LineFiles.Heads), TimeProvider.System),
            new NearPairs(new SnapshotReader(database, samples), samples.MainFeatureKey));
        foreach (var name in product is null ? products : [product])
        {
            var review = await desk.OpenAsync(name, limit, cancellation);
            var (waiting, next) = await desk.NextAsync(name, limit);
            Console.WriteLine(json ? JsonSerializer.Serialize(new { review, next }, JsonOut.Line) : Text(review, waiting, next));
        }

        return ExitCodes.Ok;
    }

    private static string Text(ReviewMessage review, int waiting, IReadOnlyList<ReviewItem> next) => string.Join(
        Environment.NewLine,
        [
            $"{review.Product}: {review.Found} labels deserve a second look{(review.Found > review.Labels.Count ? $", the worst {review.Labels.Count} are" : "")}{(review.Found > 0 ? ":" : ".")}",
            .. review.Labels.Select(l => "  " + l.Sentence),
            .. review.Agreement.Sentences.Concat(review.Notes).Select(s => "  " + s),
            $"  {waiting} unlabelled parts wait for a first{(waiting > next.Count ? $", the most urgent {next.Count} are" : "")}{(waiting > 0 ? ":" : ".")}",
            .. next.Select(n => "    " + Text(n)),
        ]);

    private static string Text(ReviewItem item) => string.Create(
        CultureInfo.InvariantCulture,
        $"{item.PartId,-24}  {Words.Of(item.Reason),-12}  {(item.Verdict is { } verdict ? Words.Of(verdict) : "-"),-13}  {(item.Scores is { } s ? $"score {s.Ng:0.###}" : "-"),-14}  {item.At.UtcDateTime:yyyy-MM-dd HH:mm:ss}{(item.ShadowVerdict is { } other ? $"  the silent head says {Words.Of(other)}" : "")}");
}
