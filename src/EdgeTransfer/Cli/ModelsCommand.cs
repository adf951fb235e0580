using System.CommandLine;
using EdgeTransfer.Inference;
using EdgeTransfer.Stations;
using Spectre.Console;

namespace EdgeTransfer.Cli;

/// <summary><c>models</c>: lists the backbones and proves each by its hash and golden vectors.</summary>
internal static class ModelsCommand
{
    public static Command Create()
    {
        var folder = new Option<string?>("--folder") { Description = "Models folder; the one beside the program by default." };
        var command = new Command("models", "List the backbones and check each: SHA-256, contract, golden vectors. Exit code 1 when one is refused.") { folder };
        command.SetAction(parsed => Run(new InferenceOptions { ModelsFolder = parsed.GetValue(folder) }));
        return command;
    }

    private static int Run(InferenceOptions options)
    {
        if (!Directory.Exists(options.Folder))
        {
            throw new UsageException($"There is no folder {options.Folder}.");
        }

        string[] names = [.. Directory.EnumerateFiles(options.Folder, "*.json").Select(f => Path.GetFileNameWithoutExtension(f)!).Order(StringComparer.Ordinal)];
        if (names.Length == 0)
        {
            throw new UsageException($"{options.Folder} holds no backbone: a NAME.onnx with its NAME.json.");
        }

        var table = new Table().AddColumns("backbone", "precision", "patches", "embedding", "state");
        var sound = true;
        foreach (var name in names)
        {
            var models = Models.Load(options, name);
            sound &= models.IsOk;
            using var loaded = models.Value;
            var manifest = loaded?.Backbone.Manifest;
            table.AddRow(
                name, manifest?.Precision ?? "", $"{manifest?.Outputs.Patches.Dimension}", $"{manifest?.Outputs.Embedding.Dimension}",
                Markup.Escape(models.Refusal?.Message ?? "sound"));
        }

        AnsiConsole.Write(table);
        return sound ? ExitCodes.Ok : ExitCodes.Failed;
    }
}
