using System.CommandLine;
using EdgeTransfer.Demo;

namespace EdgeTransfer.Cli;

/// <summary><c>demo</c>: a simulated line that is taught, corrected, and gets better.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var parts = new Option<long?>("--parts") { Description = $"End after so many parts (at least {DemoPlan.MinParts}); without it the line runs until Ctrl-C." };
        var json = new Option<FileInfo?>("--json") { Description = "Write the result to this file." };
        var seed = new Option<int>("--seed") { Description = "Seed of the drawn parts.", DefaultValueFactory = _ => 7 };
        var period = new Option<int>("--period") { Description = "Milliseconds from part to part.", DefaultValueFactory = _ => 50 };
        var data = new Option<string?>("--data") { Description = "Keep database, heads and samples in this new folder; otherwise they are thrown away." };
        var command = new Command("demo", "Run a simulated line: it is taught on good parts, an operator corrects it over MQTT, it trains and swaps its head.") { parts, json, seed, period, data };
        command.SetAction(async (parsed, cancellation) =>
        {
            if (parsed.GetValue(parts) is < DemoPlan.MinParts)
            {
                throw new UsageException($"--parts must be at least {DemoPlan.MinParts}: fewer do not let the line be taught, corrected and swapped.");
            }

            if (parsed.GetValue(period) is < 0 or > 60_000 || parsed.GetValue(seed) < 0)
            {
                throw new UsageException("--period must be 0 to 60000 milliseconds, and --seed must not be negative.");
            }

            OutputFile.Check(parsed.GetValue(json));
            var plan = new DemoPlan(parsed.GetValue(parts), parsed.GetValue(seed), TimeSpan.FromMilliseconds(parsed.GetValue(period)));
            return await RunAsync(plan, parsed.GetValue(data), parsed.GetValue(json), cancellation);
        });
        return command;
    }

    private static async Task<int> RunAsync(DemoPlan plan, string? folder, FileInfo? json, CancellationToken cancellation)
    {
        if (folder is not null && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
        {
            throw new UsageException($"The folder {folder} is not empty: the demo begins with an untaught line, so give it a new one.");
        }

        var data = folder ?? Directory.CreateTempSubdirectory("edgetransfer-demo-").FullName;
        try
        {
            var result = await DemoRun.RunAsync(plan, data, DemoRun.ShowAsync, cancellation);
            foreach (var (before, after) in result.Heads.Zip(result.Heads.Skip(1)))
            {
                Console.WriteLine($"Before ({before.Head}): {before.Escapes} of {before.Defects} defects missed, {before.FalseRejects} of {before.Good} good parts rejected.");
                Console.WriteLine($"After  ({after.Head}): {after.Escapes} of {after.Defects} missed, {after.FalseRejects} of {after.Good} rejected.");
            }

            if (json is not null)
            {
                await JsonOut.WriteAsync(result, json, CancellationToken.None);
            }

            if (result.Triggers == result.Verdicts.Values.Sum())
            {
                return ExitCodes.Ok;
            }

            Console.Error.WriteLine($"{result.Triggers} triggers have {result.Verdicts.Values.Sum()} verdicts.");
            return ExitCodes.Failed;
        }
        finally
        {
            if (folder is null)
            {
                Directory.Delete(data, recursive: true);
            }
        }
    }
}
