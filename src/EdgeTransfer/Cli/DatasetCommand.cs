using System.CommandLine;
using System.Data.Common;
using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Exchange;
using EdgeTransfer.Exchange.Archives;
using EdgeTransfer.Exchange.Folders;
using EdgeTransfer.Storage.Exchange;

namespace EdgeTransfer.Cli;

/// <summary><c>dataset</c>: what a device has seen and what people said of it, out of it and into it.</summary>
internal static class DatasetCommand
{
    private const int Shown = 10;

    public static Command Create() => new("dataset", "Export or import labelled images: MVTec AD, COCO, Pascal VOC, or an archive of everything.") { Export(), Import() };

    private static Command Export()
    {
        var (data, product, json) = (Data(), Product(), Json());
        var to = new Option<string>("--to") { Description = "New folder; for an archive a new file, as in part.tar.", Required = true };
        var format = new Option<DatasetFormat>("--format") { Description = "mvtec, coco, voc or archive.", Required = true };
        var heads = new Option<bool>("--heads") { Description = "Take the product's heads along; archive only." };
        var command = new Command("export", "Write a product's samples and labels. The service may run meanwhile; nothing of it is changed.") { data, product, to, format, heads, json };
        command.SetAction((parsed, cancellation) => ExportAsync(
            parsed.GetValue(data)!, parsed.GetValue(product)!, parsed.GetValue(to)!, parsed.GetValue(format), parsed.GetValue(heads), parsed.GetValue(json), cancellation));
        return command;
    }

    private static Command Import()
    {
        var (data, product, json, settings) = (Data(), Product(), Json(), new SettingsOptions());
        var from = new Option<string>("--from") { Description = "Folder or file.", Required = true };
        var format = new Option<DatasetFormat?>("--format") { Description = "mvtec, coco, voc or archive; found out by default." };
        var by = new Option<string>("--by") { Description = "Who says so: stands in the log, and beside labels that name nobody.", DefaultValueFactory = _ => "import" };
        var prefix = new Option<string>("--prefix") { Description = "Put in front of all part ids; not for archives.", DefaultValueFactory = _ => "" };
        var heads = new Option<bool>("--heads") { Description = "Take the archive's heads, too; none is activated." };
        var check = new Option<bool>("--check") { Description = "Only say what would be done." };
        var command = new Command("import", "Take samples and labels into a device. The service must be stopped; all comes in, or nothing.") { data, product, from, format, by, prefix, heads, check, json };
        settings.AddTo(command);
        command.SetAction((parsed, cancellation) => ImportAsync(
            parsed.GetValue(data)!,
            new(
                parsed.GetValue(product)!, parsed.GetValue(from)!, parsed.GetValue(format) ?? FormatNames.FindOut(parsed.GetValue(from)!), parsed.GetValue(by)!,
                parsed.GetValue(prefix)!, parsed.GetValue(heads), parsed.GetValue(check)),
            settings, parsed, parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> ExportAsync(string data, string product, string to, DatasetFormat format, bool heads, bool json, CancellationToken cancellation)
    {
        if (heads && format != DatasetFormat.Archive)
        {
            throw new UsageException("--heads goes with --format archive.");
        }

        using var device = DatasetReader.Open(data).OrFail();
        if (!device.Products().Contains(product))
        {
            throw new UsageException($"{data} holds no samples of product '{product}'. It has: {string.Join(", ", device.Products())}.");
        }

        using var output = format == DatasetFormat.Archive ? NewOutput.File(to) : NewOutput.Folder(to);
        var folders = heads ? HeadsOf(data, product) : [];
        var report = await Progress.RunAsync(line => Task.Run(
            () => Guarded(to, () => format == DatasetFormat.Archive
                ? ArchiveWriter.Write(device, product, folders, output.Unfinished, TimeProvider.System.GetUtcNow(), line, cancellation).OrFail()
                : FolderExport.Write(device, product, format, output.Unfinished, line, cancellation).OrFail()),
            cancellation));
        Guarded(to, () =>
        {
            output.Finish();
            return true;
        });
        await ShowAsync(report, json, $"{report.Parts} parts with {report.Labels} labels are in {to}.", cancellation);
        foreach (var part in report.Unreadable.Take(Shown))
        {
            Console.Error.WriteLine($"left out: {part}, whose image cannot be read");
        }

        return report.Unreadable.Count == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static async Task<int> ImportAsync(string data, ImportRequest request, SettingsOptions settings, ParseResult parsed, bool json, CancellationToken cancellation)
    {
        if (!Topics.IsLevel(request.Product))
        {
            throw new UsageException($"'{EntryNames.Show(request.Product)}' cannot be a product: use 1 to 64 letters, digits, '.', '_' or '-'.");
        }

        if (OperatorName.Error(request.By) is { } error)
        {
            throw new UsageException(error);
        }

        if (request.Format == DatasetFormat.Archive ? request.Prefix.Length > 0 : request.WithHeads)
        {
            throw new UsageException("--prefix goes with data sets, --heads with archives: the parts of an archive keep their ids.");
        }

        using var device = DeviceFolder.Take(data);
        var configuration = settings.Read(parsed);
        var limits = new ExchangeLimits { SampleBudget = Settings.ReadLearning(configuration).OrFail().DiskBudgetBytes };
        var importer = new DatasetImporter(device.Database, device.Path, device.Heads(configuration), limits, TimeProvider.System);
        var report = await Progress.RunAsync(line => Task.Run(() => GuardedAsync(data, async () => (await importer.ImportAsync(request, line, cancellation)).OrFail()), cancellation));
        if (report.Conflicts.Count > 0 && !request.CheckOnly)
        {
            throw new UsageException(
                $"Nothing was imported, {report.Conflicts.Count} parts cannot be: {string.Join(' ', report.Conflicts.Take(Shown))}{(report.Conflicts.Count > Shown ? " …" : "")}");
        }

        await ShowAsync(
            report, json, $"{report.Parts} parts and {report.Labels} labels {(request.CheckOnly ? "would be" : "were")} imported, {report.KnownParts} parts and {report.KnownLabels} labels are here already.", cancellation);
        foreach (var conflict in json ? [] : report.Conflicts)
        {
            Console.WriteLine(conflict);
        }

        return report.Conflicts.Count == 0 ? ExitCodes.Ok : ExitCodes.Failed;
    }

    private static async Task ShowAsync(ExchangeReport report, bool json, string sentence, CancellationToken cancellation)
    {
        if (json)
        {
            await JsonOut.WriteAsync(report, null, cancellation);
            return;
        }

        Console.WriteLine($"{sentence} By class: {string.Join(", ", report.ByClass.Select(c => $"{c.Value} {c.Key}").DefaultIfEmpty("none"))}; {report.InLockbox} in the lockbox, {report.Unlabelled} without a label.");
        if (report.LogRows + report.Heads.Count > 0)
        {
            Console.WriteLine($"With {report.LogRows} rows of the log{(report.Heads.Count > 0 ? $" and the heads {string.Join(", ", report.Heads)}" : "")}.");
        }

        if (report.OverBudget is { } over)
        {
            Console.WriteLine(over);
        }

        if (report.Simplified > 0)
        {
            Console.WriteLine($"{report.Simplified} images have defects of several classes, or more than 64 boxes: the class that covers most, and the largest boxes, were taken.");
        }
    }

    // Not by HeadFolders: at its start that removes what is unfinished, and a running service may be writing just then.
    private static string[] HeadsOf(string data, string product)
    {
        var folder = Path.Combine(data, LineFiles.Heads, product);
        return Directory.Exists(folder) ? [.. Directory.EnumerateDirectories(folder).Where(f => Topics.IsLevel(Path.GetFileName(f))).Order(StringComparer.Ordinal)] : [];
    }

    private static T Guarded<T>(string where, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{where}: {e.Message}");
        }
    }

    private static async Task<T> GuardedAsync<T>(string where, Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or DbException)
        {
            throw new UsageException($"{where}: nothing was imported: {e.Message}");
        }
    }

    private static Option<string> Data() => new("--data") { Description = "The device's data folder.", Required = true };

    private static Option<string> Product() => new("--product") { Description = "Name of the product.", Required = true };

    private static Option<bool> Json() => new("--json") { Description = "Print the counts as JSON." };
}
