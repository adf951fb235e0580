using System.CommandLine;
using System.Globalization;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Policies;
using Spectre.Console;

namespace EdgeTransfer.Cli;

/// <summary><c>bands</c>: shows what bands a head would get from other targets, and lays them when asked to.</summary>
internal static class BandsCommand
{
    public static Command Create()
    {
        var head = new Option<string>("--head") { Description = "Folder of the head, as train prints it.", Required = true };
        var write = new Option<bool>("--write") { Description = "Replace the policy file beside the head." };
        var bands = new BandOptions();
        var command = new Command("bands", "Propose bands for a head from the out-of-fold scores beside it, without training, and show them.") { head, write };
        bands.AddTo(command);
        command.SetAction((parsed, cancellation) => RunAsync(parsed.GetValue(head)!, targets => bands.TargetsOf(parsed, targets), parsed.GetValue(write), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string folder, Func<BandTargets, BandTargets> targetsOf, bool write, CancellationToken cancellation)
    {
        var version = HeadFolders.LoadFolder(folder).OrFail().Manifest.Version;
        var before = PolicyFile.Find(folder, version);
        var targets = targetsOf(before?.Targets ?? new());
        var scores = ScoreFile.Read(folder, version).OrFail();
        if (scores.Good.Count == 0)
        {
            throw new UsageException($"The scores beside {folder} hold no good part, so there is nothing to lay bands on.");
        }

        var policy = BandProposal.From(version, Next(version, before), scores, targets);
        AnsiConsole.Write(BandPicture.Draw(scores, policy));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"UNSURE from {policy.UnsureFrom:0.###}, NG from {policy.NgFrom:0.###}: {policy.Method}."));
        Console.WriteLine($"{policy.Guarantee?.Statement} {policy.Guarantee?.Fallback}".TrimEnd());
        if (before is not null)
        {
            Console.WriteLine($"Before: {Counts(scores, before)}");
        }

        if (write)
        {
            await PolicyFile.WriteAsync(folder, policy, cancellation);
        }

        Console.WriteLine($"{(write ? "Now" : "Proposed")}: {Counts(scores, policy)}{(write ? "" : " Nothing was changed: --write lays them.")}");

        return ExitCodes.Ok;
    }

    private static string Counts(BandScores scores, Policy policy) => string.Create(
        CultureInfo.InvariantCulture,
        $"UNSURE from {policy.UnsureFrom:0.###}, NG from {policy.NgFrom:0.###}; good parts {VerdictCounts.Of(scores.Good, policy)}; defects {VerdictCounts.Of(scores.Defects, policy)}.");

    /// <summary>The first policy of a head is p-HEAD, the next p-HEAD-2.</summary>
    private static string Next(string head, Policy? before)
    {
        var first = $"p-{head}";
        if (before is null)
        {
            return first;
        }

        var number = before.Version.StartsWith(first + "-", StringComparison.Ordinal)
            && int.TryParse(before.Version.AsSpan(first.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var n) ? n : 1;
        return $"{first}-{number + 1}";
    }
}
