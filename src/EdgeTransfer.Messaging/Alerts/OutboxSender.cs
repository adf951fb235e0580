using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Core.Faults;
using EdgeTransfer.Messaging.Connecting;
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
    : OutboxLoop(outbox, (options.ReconnectMin, options.ReconnectMax), options.ReplayWindow, time, random, logger)
{
    private readonly IOutbox _outbox = outbox;
    private readonly Doubt _doubt = new(options.ReplayWindow, options.KeepAlive + options.AcknowledgeBound);
    private Connection? _greeted;
    private Task<DateTimeOffset>? _end;

    /// <inheritdoc/>
    protected override async Task StepAsync(CancellationToken stopping)
    {
        if (_greeted is { Lost.IsCompleted: true })
        {
            await RecordAsync();
        }

        var connection = await link.WhenConnectedAsync(stopping);
        if (!ReferenceEquals(connection, _greeted))
        {
            await GreetAsync(connection, stopping);
        }

        if (await NextAsync(connection.InFlight, connection.Lost, stopping) is { } topics)
        {
            await SendAsync(connection, topics, stopping);
        }
    }

    /// <summary>A new connection: takes back what the broker may have forgotten.</summary>
    private async Task GreetAsync(Connection connection, CancellationToken stopping)
    {
        Holds.Clear();
        await RecordAsync();
        DateTimeOffset? ended = _end is null ? null : await _end;
        if (_doubt.Since(await _outbox.LastAcknowledgedAsync(stopping), ended) is { } since)
        {
            await _outbox.RepeatAsync(since, stopping);
        }

        (_greeted, _end) = (connection, EndAsync(connection));

        async Task<DateTimeOffset> EndAsync(Connection of)
        {
            await Task.WhenAny(of.Lost, of.Retired);
            return Now;
        }
    }

    private async Task SendAsync(Connection connection, IReadOnlyList<IGrouping<string, OutboxMessage>> topics, CancellationToken stopping)
    {
        var sent = await Task.WhenAll(topics.Select(t => SendTopicAsync(connection, [.. t], stopping)));
        var acknowledged = sent.SelectMany(s => s.Acknowledged).ToList();
        if (acknowledged.Count > 0)
        {
            FaultPoints.Reached("outbox.acknowledged");
            Unrecorded.Add(acknowledged, Now);
        }

        foreach (var message in acknowledged)
        {
            Lateness.Answered(message);
            counting.Acknowledged(message.IsRepeat);
            Holds.Release(message.Topic);
        }

        foreach (var (_, last, outcome) in sent)
        {
            if (outcome.Kind == PublishOutcome.Kinds.Lost)
            {
                Lateness.Unanswered(last);
                continue;
            }

            if (outcome.IsRefused)
            {
                Lateness.Answered(last);
                Refused(last.Topic, outcome.Reason);
                Holds.Hold(last.Topic, Now);
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
        var payload = Payload(message);
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
        if (LogGate.Opens(reason))
        {
            Log.AlertRefused(Logger, topic, reason);
        }
    }
}
