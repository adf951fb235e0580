using System.Collections.Concurrent;
using EdgeTransfer.Learning;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Learning;

public class QuietSchedulerTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task RunAsync_ParallelLoopOfTheCaller_NeverLeavesTheQuietThreads(int threads)
    {
        using var scheduler = new QuietScheduler(threads);
        ConcurrentDictionary<int, string?> seen = new();
        ParallelOptions ofCaller = new() { TaskScheduler = null };

        await scheduler.RunAsync(
            () => Parallel.For(0, 2000, ofCaller, i =>
            {
                seen[Environment.CurrentManagedThreadId] = Thread.CurrentThread.Name;
                Thread.SpinWait(1000 + i);
            }).IsCompleted,
            TestContext.Current.CancellationToken);

        seen.Values.ShouldAllBe(name => name == "quiet");
        seen.Count.ShouldBeLessThanOrEqualTo(threads);
    }

    [Fact]
    public async Task RunAsync_OnLinux_RunsBehindEverythingElse()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "niceness is read from /proc");
        using var scheduler = new QuietScheduler(1);

        var nice = await scheduler.RunAsync(() => File.ReadAllText("/proc/thread-self/stat"), TestContext.Current.CancellationToken);

        // behind the name in brackets: state is field 3, niceness field 19
        nice[(nice.LastIndexOf(')') + 2)..].Split(' ')[16].ShouldBe("15");
    }

    /// <summary>A loop without it would run on the thread pool, as loud as inspection.</summary>
    [Fact]
    public void CoreSource_ParallelLoops_RunWhereTheirCallerRuns()
    {
        List<string> loops = [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "src", "EdgeTransfer.Core"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(File.ReadLines).Where(line => line.Contains("Parallel.For", StringComparison.Ordinal) || line.Contains("Parallel.Invoke", StringComparison.Ordinal))];

        loops.Count.ShouldBeGreaterThanOrEqualTo(6);
        loops.ShouldAllBe(line => line.Contains("Loops.OfCaller", StringComparison.Ordinal));
    }
}
