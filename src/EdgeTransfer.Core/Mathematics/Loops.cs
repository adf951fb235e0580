namespace EdgeTransfer.Core.Mathematics;

/// <summary>How the loops over all cores run.</summary>
internal static class Loops
{
    /// <summary>On the scheduler of whoever calls: the loops of work that runs behind inspection then run behind it, too.</summary>
    public static ParallelOptions OfCaller { get; } = new() { TaskScheduler = null };
}
