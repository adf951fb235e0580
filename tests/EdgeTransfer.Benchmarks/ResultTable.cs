using System.Globalization;
using System.Runtime.InteropServices;

namespace EdgeTransfer.Benchmarks;

/// <summary>Writes rows as markdown, below a line that names machine and date.</summary>
internal static class ResultTable
{
    public static void Write(TextWriter writer, IReadOnlyList<ResultRow> rows, TimeProvider time)
    {
        var invariant = CultureInfo.InvariantCulture;
        writer.WriteLine(string.Create(
            invariant,
            $"\n{time.GetUtcNow():yyyy-MM-dd}, {Processor()}, {Environment.ProcessorCount} cores, load {Load()}, {RuntimeInformation.FrameworkDescription}\n"));
        writer.WriteLine("| what | measured | baseline in the same run | ratio | answer |");
        writer.WriteLine("| --- | --- | --- | --- | --- |");
        foreach (var row in rows)
        {
            writer.WriteLine(string.Create(invariant, $"| {row.What} | {row.Measured} | {row.Baseline} | {row.Ratio:0.00} | {row.Note} |"));
        }
    }

    private static string Processor() => File.Exists("/proc/cpuinfo")
        && File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } line
            ? $"{line[(line.IndexOf(':', StringComparison.Ordinal) + 1)..].Trim()} {RuntimeInformation.OSArchitecture}"
            : $"{RuntimeInformation.OSArchitecture}";

    /// <summary>Mean number of runnable threads in the last minute, this program's among them.</summary>
    private static string Load() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";
}
