using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Storage.Alerts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Stations;

/// <summary>Drops what has waited too long, and tells what was dropped and when stations are held.</summary>
internal sealed class OutboxKeeper(OutboxStore outbox, TimeProvider time, ILogger<OutboxKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly IReadOnlyList<Told> _told = [.. new[] { outbox, outbox.Webhook }.OfType<OutboxStore>().Select(o => new Told(o))];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                foreach (var told in _told)
                {
                    await ClearAsync(told.Outbox, stoppingToken);
                    Tell(told);
                }
            }
        }
        finally
        {
            foreach (var told in _told)
            {
                Tell(told);
            }
        }
    }

    private async Task ClearAsync(OutboxStore outbox, CancellationToken stopping)
    {
        try
        {
            while (await outbox.ExpireAsync(time.GetUtcNow()))
            {
                stopping.ThrowIfCancellationRequested();
            }
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // broad: the store may fail in many ways; what is too old goes once it recovers
            Log.OutboxNotCleared(logger, e);
        }
    }

    private void Tell(Told told)
    {
        var (of, counters) = (told.Outbox, told.Outbox.Counters);
        foreach (var (drop, count) in counters.Dropped)
        {
            if (count != told.Drops.GetValueOrDefault(drop))
            {
                Log.OutboxDropped(logger, count - told.Drops.GetValueOrDefault(drop), of.Receiver, drop.Kind, drop.Reason, count);
                told.Drops[drop] = count;
            }
        }

        if (of.IsFull != told.IsFull)
        {
            told.IsFull = !told.IsFull;
            if (told.IsFull)
            {
                Log.OutboxFull(logger, counters.Waiting.Alerts, counters.Waiting.AlertBytes, of.Receiver);
            }
            else
            {
                Log.OutboxHasRoom(logger, counters.Waiting.Alerts, of.Receiver);
            }
        }
    }

    /// <summary>What the log has of an outbox.</summary>
    private sealed class Told(OutboxStore outbox)
    {
        public OutboxStore Outbox { get; } = outbox;

        public Dictionary<OutboxDrop, long> Drops { get; } = [];

        public bool IsFull { get; set; }
    }
}
