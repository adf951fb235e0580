using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Core.Faults;
using EdgeTransfer.Messaging.Connecting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Messaging.Alerts;

/// <summary>Sends an outbox to its receiver, step by step, until the device stops. Whatever fails, nothing is lost: it is tried again.</summary>
/// <param name="outbox">What is sent.</param>
/// <param name="waits">Ceilings of the first and of all waits after a failure.</param>
/// <param name="keep">How long what was acknowledged is kept.</param>
/// <param name="time">The clock.</param>
/// <param name="random">Of this loop alone.</param>
/// <param name="logger">Of the sender.</param>
internal abstract class OutboxLoop(IOutbox outbox, (TimeSpan Min, TimeSpan Max) waits, TimeSpan keep, TimeProvider time, Random random, ILogger logger)
    : BackgroundService
{
    private static readonly TimeSpan LogPeriod = TimeSpan.FromMinutes(10);

    // all fields: this loop only
    private readonly BackOff _backOff = new(waits.Min, waits.Max, random);
    private readonly SteadyClock _clock = new(time);
    private readonly Additions _additions = new(outbox, time);

    protected DateTimeOffset Now => _clock.Now;

    protected ILogger Logger { get; } = logger;

    protected Unrecorded Unrecorded { get; } = new(outbox, keep);

    protected Holds Holds { get; } = new(waits.Min, waits.Max, random);

    protected Lateness Lateness { get; } = new(time.GetUtcNow());

    protected LogGate LogGate { get; } = new(LogPeriod, time);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                if (Unrecorded.Wait(Now) == TimeSpan.Zero)
                {
                    await RecordAsync();
                }

                await StepAsync(stoppingToken);
                _backOff.Reset();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                // broad: the store may fail in many ways, and alerts must go out once it recovers
                Log.OutboxFault(Logger, e);
                await Task.Delay(_backOff.Next(), time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        try
        {
            await RecordAsync();
        }
        catch (Exception e)
        {
            Log.OutboxFault(Logger, e); // broad: likewise. They will be sent once more
        }
    }

    /// <summary>Sends what is there, or waits.</summary>
    protected abstract Task StepAsync(CancellationToken stopping);

    /// <summary>What is to be sent next, by topic, at most so many topics; null after a wait for some, or for the end of the connection.</summary>
    protected async Task<IReadOnlyList<IGrouping<string, OutboxMessage>>?> NextAsync(int topics, Task ended, CancellationToken stopping)
    {
        _additions.Watch(stopping);
        var now = Now;
        var messages = await Unrecorded.PeekAsync(Unrecorded.Most, Holds.Held(now), stopping);
        if (messages.Count > 0)
        {
            return [.. messages.GroupBy(m => m.Topic, StringComparer.Ordinal).Take(topics)];
        }

        Holds.ReleaseDue(now);
        await _additions.WaitAsync(Holds.Wait(now), Unrecorded.Wait(now), ended, stopping);
        return null;
    }

    /// <summary>As it is sent: what may come twice or late says so.</summary>
    protected ReadOnlyMemory<byte> Payload(OutboxMessage message) =>
        Lateness.IsReplay(message, time.GetUtcNow()) ? ReplayMark.Set(message.Payload) : message.Payload;

    protected async Task RecordAsync()
    {
        await Unrecorded.RecordAsync(Now);
        FaultPoints.Reached("outbox.removed");
    }
}
