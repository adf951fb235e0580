using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Messaging.Alerts;
using EdgeTransfer.Messaging.Connecting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Messaging.Webhooks;

/// <summary>
/// Posts the alerts of its outbox (law 5): topics beside each other, one alert per topic at a time, oldest first, done with only once it
/// was taken (a status of 2xx). What is not taken stays, with all behind it on its topic, and is tried again ever more slowly.
/// </summary>
internal sealed class WebhookSender(
    IOutbox outbox, WebhookPoster poster, WebhookOptions options, WebhookStatus status, TimeProvider time, Random random, ILogger<WebhookSender> logger)
    : BackgroundService
{
    /// <summary>A kill between answer and record repeats so many at most.</summary>
    private const int Batch = 64;

    private const int MostBeside = 8;
    private static readonly TimeSpan LogPeriod = TimeSpan.FromMinutes(10);

    // all fields: this loop only
    private readonly Holds _holds = new(options.RetryMin, options.RetryMax, random);
    private readonly BackOff _backOff = new(options.RetryMin, options.RetryMax, random);
    private readonly SteadyClock _clock = new(time);
    private readonly Lateness _lateness = new(time.GetUtcNow());
    private readonly LogGate _gate = new(LogPeriod, time);
    private readonly Additions _additions = new(outbox, time);
    private readonly Task _never = new TaskCompletionSource().Task;
    private readonly string _url = options.Url!.GetLeftPart(UriPartial.Path); // a query may hold a key

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Url is { Scheme: "http", IsLoopback: false })
        {
            Log.WebhookPlain(logger, _url);
        }

        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await StepAsync(stoppingToken);
                _backOff.Reset();
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // broad: the store may fail in many ways, and alerts must go out once it recovers
                Log.OutboxFault(logger, e);
                await Task.Delay(_backOff.Next(), time, stoppingToken);
            }
        }
    }

    private async Task StepAsync(CancellationToken stopping)
    {
        _additions.Watch(stopping);
        var now = _clock.Now;
        var messages = await outbox.PeekAsync(Batch, _holds.Held(now), stopping);
        if (messages.Count == 0)
        {
            _holds.ReleaseDue(now);
            await _additions.WaitAsync(_holds.Wait(now), _never, stopping);
            return;
        }

        var topics = messages.GroupBy(m => m.Topic, StringComparer.Ordinal).Take(MostBeside).ToList();
        if (await poster.PrepareAsync(stopping) is { } refusal)
        {
            topics.ForEach(t => Refused(t.Key, new(refusal, WasAnswered: true)));
            return;
        }

        var sent = await Task.WhenAll(topics.Select(t => PostTopicAsync([.. t], stopping)));
        await RecordAsync([.. sent.SelectMany(s => s.Taken)]);
        foreach (var (_, last, answer) in sent.Where(s => s.Answer.Refusal is not null && !stopping.IsCancellationRequested))
        {
            if (!answer.WasAnswered)
            {
                _lateness.Unanswered(last);
            }

            Refused(last.Topic, answer);
        }

        stopping.ThrowIfCancellationRequested();
    }

    /// <summary>One after the other up to the first that is not taken.</summary>
    private async Task<(List<OutboxMessage> Taken, OutboxMessage Last, WebhookAnswer Answer)> PostTopicAsync(IReadOnlyList<OutboxMessage> messages, CancellationToken stopping)
    {
        List<OutboxMessage> taken = [];
        foreach (var message in messages)
        {
            var answer = await poster.PostAsync(message, _lateness.IsReplay(message, time.GetUtcNow()) ? ReplayMark.Set(message.Payload) : message.Payload, stopping);
            if (answer.Refusal is not null)
            {
                return (taken, message, answer);
            }

            taken.Add(message);
        }

        return (taken, messages[^1], new(null, WasAnswered: true));
    }

    private async Task RecordAsync(IReadOnlyList<OutboxMessage> taken)
    {
        if (taken.Count == 0)
        {
            return;
        }

        Guid[] ids = [.. taken.Select(m => m.Id)];
        _lateness.Acknowledged(ids);

        // not cancelled: what was taken should not be posted again after the restart. None is kept: a receiver does not forget.
        await outbox.AcknowledgeAsync(ids, _clock.Now, TimeSpan.Zero, CancellationToken.None);
        _lateness.Recorded();
        foreach (var message in taken)
        {
            _lateness.Answered(message);
            _holds.Release(message.Topic);
            if (status.Taken())
            {
                Log.WebhookTakes(logger, _url);
            }
        }
    }

    private void Refused(string topic, WebhookAnswer answer)
    {
        var (reason, detail) = answer.Refusal!;
        status.Refused(reason);
        _holds.Hold(topic, _clock.Now, answer.Pause);
        if (_gate.Opens(reason))
        {
            Log.WebhookRefused(logger, _url, reason, detail);
        }
    }
}
