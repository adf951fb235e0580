using System.CommandLine;
using EdgeTransfer.Core.Audit;
using EdgeTransfer.Storage.Audit;

namespace EdgeTransfer.Cli;

/// <summary><c>log</c>: reads and proves a device's log, also while the service runs.</summary>
internal static class LogCommand
{
    public static Command Create() => new("log", "Read a device's log of labels, thresholds, trainings, gates and swaps, or prove that nobody touched it.") { Verify(), Show() };

    private static Command Verify()
    {
        var data = DataOption();
        var expect = new Option<string[]>("--expect") { Description = "A head that is known from outside, as the log topic gave it: HASH or SEQ:HASH. May be repeated." };
        var command = new Command("verify", $"Prove the chain, or name its first broken row; then the labels, which must be those of the log. Exit code {ExitCodes.BrokenChain} when they are not.") { data, expect };
        command.SetAction((parsed, cancellation) => Task.FromResult(Verify(parsed.GetValue(data)!, parsed.GetValue(expect) ?? [], cancellation)));
        return command;
    }

    private static Command Show()
    {
        var data = DataOption();
        var json = new Option<bool>("--json") { Description = "A JSON line for each row, with its hashes." };
        var filter = new LogFilterOptions();
        var command = new Command("show", "Print rows of the log, the oldest first.") { data, json };
        filter.AddTo(command);
        command.SetAction((parsed, cancellation) => Task.FromResult(Show(parsed.GetValue(data)!, filter.FilterOf(parsed), parsed.GetValue(json), cancellation)));
        return command;
    }

    private static int Verify(string folder, string[] expect, CancellationToken cancellation)
    {
        ChainHead[] expected = [.. expect.Select(e => ChainHead.Parse(e).OrFail())];
        using var database = DeviceData.Open(folder);
        var report = new AuditLog(database).Verify(expected, cancellation);
        if (report.Break is { } broken)
        {
            Console.WriteLine($"The log is broken at row {broken.Row} ({broken.Fault}). {broken.Sentence} {report.Rows} rows before it are proven.");
            return ExitCodes.BrokenChain;
        }

        var labels = new LabelProof(database).Verify(cancellation);
        if (labels.Difference is { } difference)
        {
            Console.WriteLine($"The log is sound, and the labels are not those of it. {difference} {labels.Labels} labels before it are as the log tells.");
            return ExitCodes.BrokenChain;
        }

        Console.WriteLine($"The log is sound: {report.Rows} rows. Head {report.Head.Seq}:{report.Head.Hash}.{(expected.Length > 0 ? $" It holds what was expected: {expected.Length}." : "")} {labels.Labels} labels are as it tells{(labels.Older > 0 ? $", {labels.Older} are older than the log" : "")}.");
        return ExitCodes.Ok;
    }

    private static int Show(string folder, AuditFilter filter, bool json, CancellationToken cancellation)
    {
        using var database = DeviceData.Open(folder);
        if (!json)
        {
            Console.WriteLine(LogLine.Header);
        }

        foreach (var row in new AuditLog(database).Read(filter))
        {
            cancellation.ThrowIfCancellationRequested();
            Console.WriteLine(json ? LogLine.Json(row) : LogLine.Text(row));
        }

        return ExitCodes.Ok;
    }

    private static Option<string> DataOption() => new("--data") { Description = "The device's data folder (Device:DataFolder).", Required = true };
}
