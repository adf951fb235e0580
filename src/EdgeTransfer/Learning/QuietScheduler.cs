using System.Collections.Concurrent;

namespace EdgeTransfer.Learning;

/// <summary>
/// Runs work and its parallel loops on a few threads behind inspection: a loop runs where its caller runs, so none of it reaches the
/// thread pool, whose threads inspection shares.
/// </summary>
internal sealed class QuietScheduler : TaskScheduler, IDisposable
{
    [ThreadStatic]
    private static QuietScheduler? t_mine;

    private readonly BlockingCollection<Task> _tasks = [];

    public QuietScheduler(int threads)
    {
        MaximumConcurrencyLevel = threads;
        for (var i = 0; i < threads; i++)
        {
            QuietThread.Start(Work);
        }
    }

    public override int MaximumConcurrencyLevel { get; }

    /// <summary>Runs work on one of the threads; its parallel loops take the others.</summary>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation) =>
        Task.Factory.StartNew(work, cancellation, TaskCreationOptions.DenyChildAttach, this);

    /// <summary>Lets the threads end when what they have been given is done.</summary>
    public void Dispose() => _tasks.CompleteAdding();

    protected override void QueueTask(Task task) => _tasks.Add(task);

    protected override bool TryExecuteTaskInline(Task task, bool taskWasPreviouslyQueued) => t_mine == this && TryExecuteTask(task);

    protected override IEnumerable<Task> GetScheduledTasks() => [.. _tasks];

    private void Work()
    {
        t_mine = this;
        foreach (var task in _tasks.GetConsumingEnumerable())
        {
            TryExecuteTask(task);
        }
    }
}
