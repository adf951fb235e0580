using EdgeTransfer.Cli;
using EdgeTransfer.Exchange.Folders;

namespace EdgeTransfer.Exchange;

/// <summary>Formats as the command line names them, and classes as reports count them.</summary>
internal static class FormatNames
{
    public static string Of(DatasetFormat format) => format switch
    {
        DatasetFormat.Mvtec => "mvtec",
        DatasetFormat.Coco => "coco",
        DatasetFormat.Voc => "voc",
        _ => "archive",
    };

    /// <summary>The format of a file or folder by what lies there; a usage error when it is none.</summary>
    public static DatasetFormat FindOut(string source) =>
        !Path.Exists(source) ? throw new UsageException($"There is no file or folder {source}.")
        : File.Exists(source) ? source.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? DatasetFormat.Coco : DatasetFormat.Archive
        : File.Exists(Path.Combine(source, CocoWriter.Document)) ? DatasetFormat.Coco
        : Directory.Exists(Path.Combine(source, VocWriter.Annotations)) ? DatasetFormat.Voc
        : Directory.Exists(Path.Combine(source, "train")) || Directory.Exists(Path.Combine(source, "test")) ? DatasetFormat.Mvtec
        : throw new UsageException($"{source} is no data set that is known here: give --format.");

    public static SortedDictionary<string, int> Count(IEnumerable<string?> classes) =>
        new(classes.OfType<string>().CountBy(c => c).ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
}
