using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Messaging.Connecting;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MQTTnet.Protocol;

namespace EdgeTransfer.Messaging.Alerts;

/// <summary>
/// Publishes the outbox with QoS 1, oldest first (law 5): topics beside each other, one message per topic at a time, removed only
/// after the acknowledgement. What is refused stays, with all behind it on its topic, and is tried again ever more slowly.
/// </summary>
internal sealed class OutboxSender(
    IOutbox outbox, MqttLink link, MqttOptions options, Counting counting, TimeProvider time, Random random, ILogger<OutboxSender> logger)
    : BackgroundService
{
    private const int Batch = 64;
    private const int MaxPeek = 4096;

    private static readonly TimeSpan LogPeriod = TimeSpan.FromMinutes(10);

    // all fields: this loop only
    private readonly Holds _holds = new(options.ReconnectMin, options.ReconnectMax, random);
    private readonly BackOff _backOff = new(options.ReconnectMin, options.ReconnectMax, random);
    private readonly ReplayWindow _replay = new(options.ReplayWindow);
    private readonly LogGate _gate = new(LogPeriod, time);
    private Connection? _greeted;
    private Task? _added;

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
            _holds.Clear();
            if (!await ReplayAsync(connection, stopping))
            {
                return;
            }

            _greeted = connection;
        }

        // asked for before the look: what is added in between is not missed
        _added ??= outbox.WaitAsync(stopping);
        var now = time.GetUtcNow();
        var topics = await LookAsync(now, stopping);
        var ready = topics.Where(t => !_holds.IsHeld(t.Key, now)).ToList();
        if (ready.Count == 0)
        {
            await IdleAsync(connection, _holds.Wait(topics.Select(t => t.Key), now), stopping);
            return;
        }

        await SendAsync(connection, ready, stopping);
    }

    /// <summary>The oldest messages by topic; looks further while all of them are held, else one refused topic would silence the others.</summary>
    private async Task<List<IGrouping<string, OutboxMessage>>> LookAsync(DateTimeOffset now, CancellationToken stopping)
    {
        for (var limit = Batch; ; limit *= 4)
        {
            var messages = await outbox.PeekAsync(limit, stopping);
            if (messages.Count < limit || limit >= MaxPeek || messages.Any(m => !_holds.IsHeld(m.Topic, now)))
            {
                return [.. messages.GroupBy(m => m.Topic, StringComparer.Ordinal)];
            }
        }
    }

    private async Task SendAsync(Connection connection, List<IGrouping<string, OutboxMessage>> ready, CancellationToken stopping)
    {
        var sent = await Task.WhenAll(ready.Take(connection.InFlight).Select(t => SendTopicAsync(connection, [.. t], stopping)));
        var acknowledged = sent.SelectMany(s => s.Acknowledged).ToList();
        if (acknowledged.Count > 0)
        {
            // not cancelled: what is acknowledged should not be sent again after the restart
            await outbox.RemoveAsync([.. acknowledged.Select(m => m.Id)], CancellationToken.None);
        }

        var now = time.GetUtcNow();
        foreach (var message in acknowledged)
        {
            counting.Published();
            _holds.Release(message.Topic);
            _replay.Add(message, now);
        }

        foreach (var (_, topic, outcome) in sent.Where(s => s.Outcome.IsRefused))
        {
            Refused(topic, outcome.Reason);
            _holds.Hold(topic, now);
        }

        stopping.ThrowIfCancellationRequested();
    }

    /// <summary>One after the other up to the first that is not acknowledged.</summary>
    private static async Task<(List<OutboxMessage> Acknowledged, string Topic, PublishOutcome Outcome)> SendTopicAsync(
        Connection connection, IReadOnlyList<OutboxMessage> messages, CancellationToken stopping)
    {
        List<OutboxMessage> acknowledged = [];
        foreach (var message in messages)
        {
            var outcome = await PublishAsync(connection, message, stopping);
            if (!outcome.IsAcknowledged)
            {
                return (acknowledged, message.Topic, outcome);
            }

            acknowledged.Add(message);
        }

        return (acknowledged, messages[0].Topic, PublishOutcome.Acknowledged);
    }

    private static async Task<PublishOutcome> PublishAsync(Connection connection, OutboxMessage message, CancellationToken stopping)
    {
        try
        {
            return await connection.PublishAsync(Connection.Message(message.Topic, message.Payload, MqttQualityOfServiceLevel.AtLeastOnce), stopping);
        }
        catch (OperationCanceledException)
        {
            // as a value, so that what was acknowledged before is still removed
            return PublishOutcome.Lost("Stopping");
        }
    }

    /// <summary>False when the connection went on the way; then the next one starts over.</summary>
    private async Task<bool> ReplayAsync(Connection connection, CancellationToken stopping)
    {
        foreach (var message in _replay.Read(time.GetUtcNow()))
        {
            var outcome = await PublishAsync(connection, message, stopping);
            stopping.ThrowIfCancellationRequested();
            if (outcome.Kind == PublishOutcome.Kinds.Lost)
            {
                return false;
            }

            if (outcome.IsAcknowledged)
            {
                counting.Replayed();
            }
            else
            {
                Refused(message.Topic, outcome.Reason);
            }
        }

        return true;
    }

    /// <summary>Until something is added, the connection goes, or a held topic is due.</summary>
    private async Task IdleAsync(Connection connection, TimeSpan atMost, CancellationToken stopping)
    {
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var pause = Task.Delay(atMost, time, wait.Token);
        await Task.WhenAny(_added!, connection.Lost, pause);
        await wait.CancelAsync();
        stopping.ThrowIfCancellationRequested();
        if (_added!.IsCompleted)
        {
            var added = _added;
            _added = null;
            await added;
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
