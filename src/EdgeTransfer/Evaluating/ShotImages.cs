using EdgeTransfer.Cli;
using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Evaluating;

/// <summary>What was read of the images of a <see cref="ShotPlan"/>.</summary>
/// <param name="Features">By file; images that could not be read are not there.</param>
/// <param name="Sizes">Pixels of each image.</param>
/// <param name="Marks">Boxes from the masks.</param>
/// <param name="LeftOut">Images that could not be read.</param>
internal sealed record ShotImages(
    IReadOnlyDictionary<string, Features> Features,
    IReadOnlyDictionary<string, (int Width, int Height)> Sizes,
    IReadOnlyDictionary<string, IReadOnlyList<MarkBox>> Marks,
    int LeftOut)
{
    /// <summary>A defective image to learn from, with the boxes of its mask where they are asked for.</summary>
    public LabelledSample Sample(string file, string @class, bool withMarks) => new(file, @class, Features[file], InLockbox: false)
    {
        Marks = withMarks && Marks.TryGetValue(file, out var marks) ? marks : [],
    };

    /// <summary>Reads all of them; those that some draw learns from in all views.</summary>
    public static ShotImages Read(FeatureExtractor extractor, ShotPlan plan, IProgressLine line, CancellationToken cancellation)
    {
        var features = new Dictionary<string, Features>(StringComparer.Ordinal);
        var sizes = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        var marks = new Dictionary<string, IReadOnlyList<MarkBox>>(StringComparer.Ordinal);
        string[] files = [.. plan.Files.Values.SelectMany(f => f)];
        var taught = plan.Draws.SelectMany(d => d.Training.Values.SelectMany(t => t.Values.SelectMany(f => f)).Concat(d.Good)).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < files.Length; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var read = extractor.Extract(files[i], withViews: taught.Contains(files[i]));
            if (read.IsOk)
            {
                features[files[i]] = read.Value;
                sizes[files[i]] = extractor.ImageSize;
                if (plan.Masks.TryGetValue(files[i], out var mask))
                {
                    marks[files[i]] = MaskFiles.Read(mask, files[i], extractor.ImageSize).Boxes;
                }
            }
            else
            {
                Console.Error.WriteLine($"left out: {read.Refusal.Message}");
            }

            line.Report("reading images", (i + 1.0) / files.Length);
        }

        return new(features, sizes, marks, files.Length - features.Count);
    }
}
