using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Core.Faults;
using EdgeTransfer.Messaging.Connecting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MQTTnet.Protocol;

namespace EdgeTransfer.Messaging.Alerts;

/// <summary>
/// Publishes the outbox with QoS 1, alerts first, oldest first (law 5): topics beside each other, one message per topic at a time, done
/// with only after the acknowledgement. What is refused stays, with all behind it on its topic, and is tried again ever more slowly. What
/// the broker acknowledged just before it was lost is sent once more (<see cref="Doubt"/>).
/// </summary>
internal sealed class OutboxSender(
    IOutbox outbox, MqttLink link, MqttOptions options, Counting counting, TimeProvider time, Random random, ILogger<OutboxSender> logger)
    : BackgroundService
{
    /// <summary>A kill between acknowledgement and its record repeats so many at most.</summary>
    private const int Batch = 128;

    private static readonly TimeSpan LogPeriod = TimeSpan.FromMinutes(10);

    // all fields: this loop only
    private readonly Holds _holds = new(options.ReconnectMin, options.ReconnectMax, random);
    private readonly BackOff _backOff = new(options.ReconnectMin, options.ReconnectMax, random);
    private readonly SteadyClock _clock = new(time);
    private readonly Doubt _doubt = new(options.ReplayWindow, options.KeepAlive + options.AcknowledgeBound);
    private readonly Lateness _lateness = new(time.GetUtcNow());
    private readonly LogGate _gate = new(LogPeriod, time);
    private readonly Additions _additions = new(outbox, time);
    private Connection? _greeted;
    private Task<DateTimeOffset>? _end;

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
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
        var connection = await link.WhenConnectedAsync(stopping);
        if (!ReferenceEquals(connection, _greeted))
        {
            await GreetAsync(connection, stopping);
        }

        _additions.Watch(stopping);
        var now = _clock.Now;
        var messages = await outbox.PeekAsync(Batch, _holds.Held(now), stopping);
        if (messages.Count > 0)
        {
            await SendAsync(connection, messages, stopping);
            return;
        }

        _holds.ReleaseDue(now);
        await _additions.WaitAsync(_holds.Wait(now), connection.Lost, stopping);
    }

    /// <summary>A new connection: takes back what the broker may have forgotten.</summary>
    private async Task GreetAsync(Connection connection, CancellationToken stopping)
    {
        _holds.Clear();
        DateTimeOffset? ended = _end is null ? null : await _end;
        if (_doubt.Since(await outbox.LastAcknowledgedAsync(stopping), ended) is { } since)
        {
            await outbox.RepeatAsync(since, stopping);
        }

        (_greeted, _end) = (connection, EndAsync(connection));

        async Task<DateTimeOffset> EndAsync(Connection of)
        {
            await Task.WhenAny(of.Lost, of.Retired);
            return _clock.Now;
        }
    }

    private async Task SendAsync(Connection connection, IReadOnlyList<OutboxMessage> messages, CancellationToken stopping)
    {
        var topics = messages.GroupBy(m => m.Topic, StringComparer.Ordinal).Take(connection.InFlight);
        var sent = await Task.WhenAll(topics.Select(t => SendTopicAsync(connection, [.. t], stopping)));
        var acknowledged = sent.SelectMany(s => s.Acknowledged).ToList();
        if (acknowledged.Count > 0)
        {
            Guid[] ids = [.. acknowledged.Select(m => m.Id)];
            _lateness.Acknowledged(ids);
            FaultPoints.Reached("outbox.acknowledged");

            // not cancelled: what is acknowledged should not be sent again after the restart
            await outbox.AcknowledgeAsync(ids, _clock.Now, options.ReplayWindow, CancellationToken.None);
            _lateness.Recorded();
            FaultPoints.Reached("outbox.removed");
        }

        foreach (var message in acknowledged)
        {
            _lateness.Answered(message);
            counting.Acknowledged(message.IsRepeat);
            _holds.Release(message.Topic);
        }

        foreach (var (_, last, outcome) in sent)
        {
            if (outcome.Kind == PublishOutcome.Kinds.Lost)
            {
                _lateness.Unanswered(last);
                continue;
            }

            if (outcome.IsRefused)
            {
                _lateness.Answered(last);
                Refused(last.Topic, outcome.Reason);
                _holds.Hold(last.Topic, _clock.Now);
            }
        }

        stopping.ThrowIfCancellationRequested();
    }

    /// <summary>One after the other up to the first that is not acknowledged.</summary>
    private async Task<(List<OutboxMessage> Acknowledged, OutboxMessage Last, PublishOutcome Outcome)> SendTopicAsync(
        Connection connection, IReadOnlyList<OutboxMessage> messages, CancellationToken stopping)
    {
        List<OutboxMessage> acknowledged = [];
        foreach (var message in messages)
        {
            var outcome = await PublishAsync(connection, message, stopping);
            if (!outcome.IsAcknowledged)
            {
                return (acknowledged, message, outcome);
            }

            acknowledged.Add(message);
        }

        return (acknowledged, messages[^1], PublishOutcome.Acknowledged);
    }

    private async Task<PublishOutcome> PublishAsync(Connection connection, OutboxMessage message, CancellationToken stopping)
    {
        var payload = _lateness.IsReplay(message, time.GetUtcNow()) ? ReplayMark.Set(message.Payload) : message.Payload;
        FaultPoints.Reached("outbox.sending");
        var publishing = connection.PublishAsync(Connection.Message(message.Topic, payload, MqttQualityOfServiceLevel.AtLeastOnce), stopping);
        FaultPoints.Reached("outbox.sent");
        try
        {
            return await publishing;
        }
        catch (OperationCanceledException)
        {
            // as a value, so that what was acknowledged before is still removed
            return PublishOutcome.Lost("Stopping");
        }
    }

    private void Refused(string topic, string reason)
    {
        counting.PublishRefusals.Add(reason);
        if (_gate.Opens(reason))
        {
            Log.AlertRefused(logger, topic, reason);
        }
    }
}
