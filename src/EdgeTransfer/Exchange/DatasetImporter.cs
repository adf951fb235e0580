using System.Text.Json;
using EdgeTransfer.Cli;
using EdgeTransfer.Core.Audit;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Exchange.Archives;
using EdgeTransfer.Exchange.Folders;
using EdgeTransfer.Exchange.Heads;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Exchange;

namespace EdgeTransfer.Exchange;

/// <summary>Takes a data set into a device whose service is stopped: unpack, prove, compare, and only then change anything.</summary>
internal sealed class DatasetImporter(LineDatabase database, string dataFolder, HeadImport heads, ExchangeLimits limits, TimeProvider time)
{
    /// <summary>Imports, or says what would be done. Conflicts are reported; with them nothing is imported.</summary>
    public async Task<Result<ExchangeReport>> ImportAsync(ImportRequest request, IProgressLine line, CancellationToken cancellation)
    {
        using var staging = new StagingFolder(Path.Combine(dataFolder, LineFiles.Samples));
        var read = request.Format == DatasetFormat.Archive ? ReadArchive(request, staging, line, cancellation) : ReadFolder(request, staging, line, cancellation);
        if (!read.IsOk)
        {
            return read.Refusal;
        }

        var set = read.Value;
        var store = new DatasetImport(database, dataFolder);
        var plan = store.Plan(request.Product, set.Parts, withHistory: request.Format == DatasetFormat.Archive, set.Golden);
        var budget = await ImportBudget.OfAsync(database, plan, limits.SampleBudget);
        if (budget.Refusal is { } over)
        {
            return over;
        }

        var report = Report(request, set, plan) with { OverBudget = budget.Remark };
        if (request.CheckOnly || plan.Conflicts.Count > 0)
        {
            return report;
        }

        line.Report("storing", 1);
        foreach (var head in set.Heads)
        {
            var stored = await heads.StoreAsync(head, Path.GetFileName(request.Source), request.By);
            if (!stored.IsOk)
            {
                return stored.Refusal;
            }
        }

        if (!plan.IsEmpty)
        {
            await store.ApplyAsync(request.Product, plan, Record(request, set, report), set.Log);
        }

        return report;
    }

    private Result<IncomingSet> ReadFolder(ImportRequest request, StagingFolder staging, IProgressLine line, CancellationToken cancellation)
    {
        var parts = request.Format switch
        {
            DatasetFormat.Mvtec => MvtecReader.Read(request.Source, request.Prefix),
            DatasetFormat.Coco => CocoReader.Read(request.Source, request.Prefix, limits),
            _ => VocReader.Read(request.Source, request.Prefix, limits),
        };
        var files = new FolderStaging(staging, limits, request.By, time.GetUtcNow());
        var staged = parts.IsOk ? files.Stage(parts.Value, line, cancellation) : parts.Refusal;
        return !staged.IsOk ? staged.Refusal
            : staged.Value.Count == 0 ? new Refusal(RefusalKind.NotFound, $"{request.Source} holds no image in this format.")
            : new IncomingSet(staged.Value) { Simplified = files.Simplified };
    }

    private Result<IncomingSet> ReadArchive(ImportRequest request, StagingFolder staging, IProgressLine line, CancellationToken cancellation)
    {
        var unpacked = new ArchiveUnpacking(staging, limits).Unpack(request.Source, line, cancellation);
        if (!unpacked.IsOk)
        {
            return unpacked.Refusal;
        }

        var (manifest, hash, files) = unpacked.Value;
        if (manifest.Product != request.Product)
        {
            return new Refusal(RefusalKind.Invalid, $"The archive holds parts of product {manifest.Product}, not {request.Product}.");
        }

        var parts = ArchiveContent.Parts(manifest, files, limits, line, cancellation);
        if ((parts.Refusal ?? ArchiveContent.ProveLog(manifest, files, limits)) is { } refusal)
        {
            return refusal;
        }

        var golden = ArchiveContent.Golden(parts.Value!, files, limits);
        if (!golden.IsOk)
        {
            return golden.Refusal;
        }

        List<CheckedHead> found = [];
        foreach (var (name, path) in files.Where(f => request.WithHeads && f.Key.StartsWith("heads/", StringComparison.Ordinal)).OrderBy(f => f.Key, StringComparer.Ordinal))
        {
            var head = heads.Check(path, staging);
            if (!head.IsOk)
            {
                return new Refusal(head.Refusal.Kind, $"{name}: {head.Refusal.Message}");
            }

            found.Add(head.Value);
        }

        return new IncomingSet(parts.Value!)
        {
            Sha256 = hash, LogRows = manifest.LogRows, LogLast = manifest.LogLast, Log = ArchiveContent.LogRows(files, limits).Select(r => r.Value!), Golden = golden.Value, Heads = found,
        };
    }

    private static ExchangeReport Report(ImportRequest request, IncomingSet set, ImportPlan plan) =>
        new(FormatNames.Of(request.Format), request.Product, plan.Parts.Count, plan.Labels.Count, FormatNames.Count(plan.Parts.Select(p => p.Labels.Count == 0 ? null : p.Labels[^1].Class)))
        {
            InLockbox = plan.Parts.Count(p => p.Labels.Count > 0 && Lockbox.Holds(p.PartId)),
            Unlabelled = plan.Parts.Count(p => p.Labels.Count == 0),
            Golden = plan.Golden.Count,
            KnownParts = plan.KnownParts,
            KnownLabels = plan.KnownLabels,
            Simplified = set.Simplified,
            LogRows = set.LogRows,
            LogLast = set.LogLast,
            Heads = [.. set.Heads.Select(h => h.Manifest.Version)],
            Conflicts = plan.Conflicts,
            CheckedOnly = request.CheckOnly,
        };

    private ImportRecord Record(ImportRequest request, IncomingSet set, ExchangeReport report)
    {
        var source = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(request.Source)));
        var json = JsonSerializer.Serialize(
            new { kind = "dataset", report.Format, source, set.Sha256, report.Parts, report.Labels, report.KnownParts, report.KnownLabels, report.Golden, report.LogRows, report.LogLast, report.Heads },
            StrictJson.Options);
        return new(new AuditEntry(AuditKind.Import, request.Product, source, request.By, time.GetUtcNow(), json), report.Format, source, set.Sha256, report.LogLast);
    }
}
