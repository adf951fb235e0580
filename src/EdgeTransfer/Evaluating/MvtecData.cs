using EdgeTransfer.Cli;

namespace EdgeTransfer.Evaluating;

/// <summary>A data set in the layout of MVTec AD (Bergmann et al., CVPR 2019).</summary>
/// <param name="Folder">Its folder.</param>
/// <param name="TrainGood">Images to learn from.</param>
/// <param name="TestGood">Good images to judge.</param>
/// <param name="TestDefects">Defective images to judge, by class.</param>
internal sealed record MvtecData(string Folder, string[] TrainGood, string[] TestGood, IReadOnlyDictionary<string, string[]> TestDefects)
{
    private const string Good = "good";

    /// <summary>Masks of the defective images that have one, by image.</summary>
    public IReadOnlyDictionary<string, string> Masks { get; } = MaskFiles.Mvtec(Folder, TestDefects);

    /// <summary>Finds the images; a usage error tells which folder is missing.</summary>
    public static MvtecData Find(string folder)
    {
        var (train, test) = (Path.Combine(folder, "train", Good), Path.Combine(folder, "test"));
        string[] defects = [.. ImageFolders.Names(test).Where(name => name != Good)];
        return defects.Length == 0
            ? throw new UsageException($"{test} holds no folder of a defect class.")
            : new(
                folder,
                ImageFolders.Files(train),
                ImageFolders.Files(Path.Combine(test, Good)),
                defects.ToDictionary(name => name, name => ImageFolders.Files(Path.Combine(test, name))));
    }
}
