using System.CommandLine;
using System.Globalization;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Evaluating;
using EdgeTransfer.Inference;
using EdgeTransfer.Learning;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Heads;

namespace EdgeTransfer.Cli;

/// <summary><c>train</c>: learns a head from folders of images.</summary>
internal static class TrainCommand
{
    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "Folder with the sub-folders ok/ and <defect>/." };
        var ok = new Option<string?>("--ok") { Description = "Folder of good images." };
        var defects = new Option<string[]>("--defect") { Description = "A defect class and its folder, as in --defect crack=images/cracks. May be repeated." };
        var product = new Option<string>("--product") { Description = "Name of the product.", DefaultValueFactory = _ => "product" };
        var output = new Option<string>("--out") { Description = "Folder that the head's folder is written into.", DefaultValueFactory = _ => "heads" };
        var models = new ModelOptions();
        var command = new Command("train", "Learn a head from folders of images. Prints the head's folder, for inspect --head.") { data, ok, defects, product, output };
        models.AddTo(command);
        command.SetAction((parsed, cancellation) =>
        {
            var folders = Folders(parsed.GetValue(data), parsed.GetValue(ok), parsed.GetValue(defects) ?? []);
            return RunAsync(folders, models.RecipeOf(parsed, parsed.GetValue(product)!), parsed.GetValue(models.Seed), parsed.GetValue(output)!, cancellation);
        });
        return command;
    }

    private static List<(string Class, string[] Files)> Folders(string? data, string? ok, string[] defects)
    {
        List<(string Class, string[] Files)> folders = [];
        if (data is not null)
        {
            folders.AddRange(ImageFolders.Names(data).Select(name => (name, ImageFolders.Files(Path.Combine(data, name)))));
        }

        if (ok is not null)
        {
            folders.Add((Label.Ok, ImageFolders.Files(ok)));
        }

        foreach (var defect in defects)
        {
            if (defect.IndexOf('=', StringComparison.Ordinal) is not (> 0 and var at))
            {
                throw new UsageException($"'--defect {defect}' is not of the form NAME=FOLDER.");
            }

            folders.Add((defect[..at], ImageFolders.Files(defect[(at + 1)..])));
        }

        return folders.Any(f => f.Class == Label.Ok)
            ? folders
            : throw new UsageException("There are no good images: give --ok FOLDER, or --data FOLDER with a sub-folder ok/.");
    }

    private static async Task<int> RunAsync(List<(string Class, string[] Files)> folders, Recipe recipe, int seed, string output, CancellationToken cancellation)
    {
        OutputFolder.Make(output);
        using var models = Models.Load(new InferenceOptions(), recipe.Backbone).OrFail();
        using var extractor = new FeatureExtractor(models, recipe);
        var (samples, trained) = await Progress.RunAsync(line => Task.Run(
            () =>
            {
                var samples = Read(extractor, folders, line, cancellation);
                var options = new TrainingOptions { Anomaly = new AnomalyOptions { Seed = seed }, TopPatches = recipe.TopPatches };
                var report = new Progress<double>(share => line.Report("learning", share));
                return (samples, HeadTrainer.Train(samples, options, report, cancellation).OrFail());
            },
            cancellation));

        var manifest = HeadFolders.SaveIn(
            output, HeadManifests.Of(recipe, models, trained, samples, null, "train", TimeProvider.System.GetUtcNow()), trained.Head.ToTensors());
        var policy = BandProposal.PolicyFor(manifest.Version, trained.OutOfFold);
        await PolicyFile.WriteAsync(Path.Combine(output, manifest.Version), policy, cancellation);
        var auroc = trained.Metrics.TryGetValue("outOfFoldAuroc", out var value) ? value.ToString("0.000", CultureInfo.InvariantCulture) : "unknown without defects";
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"Learnt from {string.Join(", ", manifest.Samples.Select(s => $"{s.Value} {s.Key}"))}. Out-of-fold AUROC: {auroc}. UNSURE from {policy.UnsureFrom:0.00}, NG from {policy.NgFrom:0.00} ({policy.Method})."));
        Console.WriteLine(Path.Combine(output, manifest.Version));
        return ExitCodes.Ok;
    }

    private static List<LabelledSample> Read(
        FeatureExtractor extractor, List<(string Class, string[] Files)> folders, IProgressLine line, CancellationToken cancellation)
    {
        var (samples, total, done) = (new List<LabelledSample>(), folders.Sum(f => f.Files.Length), 0);
        foreach (var (label, files) in folders)
        {
            foreach (var file in files)
            {
                cancellation.ThrowIfCancellationRequested();
                var features = extractor.Extract(file, withViews: true);
                if (features.IsOk)
                {
                    samples.Add(new($"{label}/{Path.GetFileName(file)}", label, features.Value, InLockbox: false));
                }
                else
                {
                    Console.Error.WriteLine($"left out: {features.Refusal.Message}");
                }

                line.Report("reading images", (double)++done / total);
            }
        }

        return samples;
    }
}
