using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Storage.Alerts;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Stations;

/// <summary>Drops what has waited too long, and tells what was dropped and when stations are held.</summary>
internal sealed class OutboxKeeper(OutboxStore outbox, TimeProvider time, ILogger<OutboxKeeper> logger) : BackgroundService
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    private readonly Dictionary<OutboxDrop, long> _told = [];
    private bool _isFull;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await ClearAsync(stoppingToken);
                Tell();
            }
        }
        finally
        {
            Tell();
        }
    }

    private async Task ClearAsync(CancellationToken stopping)
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

    private void Tell()
    {
        var counters = outbox.Counters;
        foreach (var (drop, count) in counters.Dropped)
        {
            if (count != _told.GetValueOrDefault(drop))
            {
                Log.OutboxDropped(logger, count - _told.GetValueOrDefault(drop), drop.Kind, drop.Reason, count);
                _told[drop] = count;
            }
        }

        if (outbox.IsFull != _isFull)
        {
            _isFull = !_isFull;
            if (_isFull)
            {
                Log.OutboxFull(logger, counters.Waiting.Alerts, counters.Waiting.AlertBytes);
            }
            else
            {
                Log.OutboxHasRoom(logger, counters.Waiting.Alerts);
            }
        }
    }
}
