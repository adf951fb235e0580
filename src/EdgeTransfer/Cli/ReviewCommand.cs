using System.CommandLine;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Reviewing;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Labels;

namespace EdgeTransfer.Cli;

/// <summary><c>review</c>: lists the labels of a device that deserve a second look and the parts that wait for a first, also while the service runs.</summary>
internal static class ReviewCommand
{
    public static Command Create()
    {
        var data = new Option<string>("--data") { Description = "The device's data folder (Device:DataFolder).", Required = true };
        var product = new Option<string?>("--product") { Description = "One product; all by default." };
        var limit = new Option<int>("--limit") { Description = "Most labels, and most parts to label next, of a product that are shown.", DefaultValueFactory = _ => Core.Messages.ReviewCommand.DefaultLimit };
        var json = new Option<bool>("--json") { Description = "JSON, a line for each product." };
        var command = new Command("review", "List labels that deserve a second look, the worst first, parts to label next, and how the operators agree.") { data, product, limit, json };
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
        var labels = new LabelStore(database);
        var products = await labels.ProductsAsync();
        if (product is not null && !products.Contains(product))
        {
            throw new UsageException($"No part of a product '{product}' is labelled. There are: {string.Join(", ", products)}.");
        }

        var desk = new ReviewDesk(labels, new(database), HeadFolders.OpenToRead(Path.Combine(folder, "heads"), TimeProvider.System));
        foreach (var name in product is null ? products : [product])
        {
            var review = await desk.OpenAsync(name, limit, cancellation);
            Console.WriteLine(json ? System.Text.Json.JsonSerializer.Serialize(review, JsonOut.Line) : Text(review));
        }

        return ExitCodes.Ok;
    }

    private static string Text(ReviewMessage review) => string.Join(
        Environment.NewLine,
        [
            $"{review.Product}: {review.Found} labels deserve a second look{(review.Found > review.Labels.Count ? $", the worst {review.Labels.Count} are" : "")}{(review.Found > 0 ? ":" : ".")}",
            .. review.Labels.Select(l => "  " + l.Sentence),
            .. review.Next.Select(n => $"  to label next: {n.PartId}"),
            .. review.Agreement.Sentences.Concat(review.Notes).Select(s => "  " + s),
        ]);
}
