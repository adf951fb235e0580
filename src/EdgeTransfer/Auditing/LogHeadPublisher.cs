using EdgeTransfer.Core.Audit;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Storage.Audit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Auditing;

/// <summary>Gives the end of the log to the outside, so that somebody else holds the proof.</summary>
internal sealed class LogHeadPublisher(AuditLog log, IMqttLink link, MessageWriter messages, Topics topics, TimeProvider time, ILogger<LogHeadPublisher> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        var schedule = new HeadSchedule();
        while (true)
        {
            try
            {
                await PublishAsync(schedule);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // A failing disk is told by those who write; the next hour tries again.
                Log.LogHeadFailed(logger, e);
            }

            await Task.Delay(HeadSchedule.UntilNext(time.GetUtcNow()), time, stoppingToken);
        }
    }

    private async Task PublishAsync(HeadSchedule schedule)
    {
        var (head, rows, now) = (await log.HeadAsync(), await log.CountAsync(), time.GetUtcNow());
        if (schedule.Due(now, head.Hash) is { } day)
        {
            link.PublishRetained(topics.Log, messages.Write(topics.Log, new LogHeadMessage(day, head.Seq ?? 0, head.Hash, rows) { At = now }));
        }
    }
}
