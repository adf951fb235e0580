using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Policies;
using EdgeTransfer.Tests.Stations;

namespace EdgeTransfer.Tests.Exchange;

/// <summary>A small head that was really learnt, on disk with policy and scores, as train leaves it.</summary>
internal static class TaughtHead
{
    public const string FeatureKey = "0123456789abcdef0123456789abcdef";

    /// <summary>Its folder.</summary>
    public static string WriteTo(string root)
    {
        var random = new Random(1);
        float[] Noise(int n) => [.. Enumerable.Range(0, n).Select(_ => (float)(random.NextDouble() - 0.5))];
        LabelledSample[] samples = [.. Enumerable.Range(0, 20).Select(i => new LabelledSample($"p{i}", i < 14 ? Label.Ok : "pit", new Features(Noise(4 * 4 * 5), 4, 4, 5, Noise(3)), false))];
        var trained = HeadTrainer.Train(samples, new TrainingOptions { Anomaly = new() { BankRows = 50, MaxPatches = 400 } }, null, default).OrShow();
        var manifest = HeadFolders.SaveIn(
            root,
            new HeadManifest
            {
                Version = "", TensorsSha256 = "", Product = ExchangeDevice.Product, FeatureKey = FeatureKey, Backbone = "efficientnet-lite0", InputSize = 224, TopPatches = 1,
                Classes = trained.Head.Classifier!.Classes, Created = ExchangeDevice.Start, Origin = "station top", Samples = new Dictionary<string, int> { ["ok"] = 14, ["pit"] = 6 },
            },
            trained.Head.ToTensors());
        var (folder, scores) = (Path.Combine(root, manifest.Version), BandScores.Of(trained.OutOfFold));
        ScoreFile.Write(folder, manifest.Version, scores);
        File.WriteAllBytes(folder + ".policy.json", MessageJson.Write(BandProposal.From(manifest.Version, $"p-{manifest.Version}", scores, new())));
        return folder;
    }
}
