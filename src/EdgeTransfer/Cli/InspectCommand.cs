using System.CommandLine;
using System.Text.Json;
using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Inference;
using EdgeTransfer.Learning;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Vision.Capturing;

namespace EdgeTransfer.Cli;

/// <summary><c>inspect</c>: judges a source once, with one head, and prints a JSON line for each image.</summary>
internal static class InspectCommand
{
    public static Command Create()
    {
        var source = new Option<string>("--source") { Description = $"What to inspect: {FrameSources.Schemes}.", Required = true };
        var head = new Option<string>("--head") { Description = "Folder of the head, as train prints it.", Required = true };
        var policy = new Option<string?>("--policy") { Description = "File of the policy; the one beside the head's folder by default." };
        var product = new Option<string?>("--product") { Description = "Name of the product; the head's by default." };
        var overlays = new Option<string?>("--overlays") { Description = "Folder for a picture of each image that was judged and is not OK, with its heat map." };
        var command = new Command("inspect", "Inspect a folder, a file or drawn parts once: one JSON line for each image.") { source, head, policy, product, overlays };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(source)!, parsed.GetValue(head)!, parsed.GetValue(policy), parsed.GetValue(product), parsed.GetValue(overlays), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string uri, string headFolder, string? policyFile, string? product, string? overlays, CancellationToken cancellation)
    {
        var stored = HeadFolders.LoadFolder(headFolder).OrFail();
        var manifest = stored.Manifest;
        var recipe = new Recipe
        {
            Product = product ?? manifest.Product, InputSize = manifest.InputSize, Tiles = manifest.Tiles, TopPatches = manifest.TopPatches, JudgedViews = manifest.JudgedViews, Backbone = manifest.Backbone,
        };
        if (recipe.Validate() is { Count: > 0 } errors)
        {
            throw new UsageException(string.Join(' ', errors));
        }

        var policy = PolicyFile.Read(headFolder, policyFile, manifest.Version);
        using var source = FrameSources.Open(uri, TimeProvider.System).OrFail();
        using var models = Models.Load(new InferenceOptions(), manifest.Backbone).OrFail();
        using var station = new Station(new StationFile { Schema = StationFile.CurrentSchema, Station = "inspect", Camera = new(uri), Recipe = recipe });
        var head = HeadLoader.Bind(stored, models.KeyFor(recipe)).OrFail();
        station.Slot.Publish(head, policy);
        var pictures = overlays is null ? null : new OverlayFolder(overlays);
        using var inspector = new Inspector(station, models, outboxFull: () => false, TimeProvider.System);
        for (var trigger = 1L; await source.NextAsync(cancellation) is { } capture; trigger++)
        {
            using var frame = capture.Frame;
            var inspection = inspector.Inspect(new(trigger, capture));
            station.Tally.Add(inspection.Verdict, inspection.Reason);
            Console.WriteLine(JsonSerializer.Serialize(inspection, JsonOut.Line));
            if (pictures is not null)
            {
                await pictures.WriteAsync(inspector, inspection, frame, head.Head.MapLevel, cancellation);
            }
        }

        Console.Error.WriteLine(string.Join(", ", Enum.GetValues<Verdict>().Select(v => $"{station.Tally.Of(v)} {Words.Of(v)}")));
        return ExitCodes.Ok;
    }
}
