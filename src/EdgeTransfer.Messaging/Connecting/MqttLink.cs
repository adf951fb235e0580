using System.Text;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Messaging.Commands;
using EdgeTransfer.Messaging.Publishing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using MQTTnet.Packets;
using MQTTnet.Protocol;

namespace EdgeTransfer.Messaging.Connecting;

/// <summary>Keeps the connection: connects, says who it is, listens for commands, and starts again when it is lost.</summary>
internal sealed class MqttLink(
    MqttOptions options, ConnectSettings settings, CredentialFiles files, Topics topics, MessageWriter messages, CommandInbox inbox, Counting counting, TimeProvider time,
    Random random, ILogger<MqttLink> logger)
    : BackgroundService, IMqttLink
{
    private readonly BackOff _backOff = new(options.ReconnectMin, options.ReconnectMax, random); // connect loop
    private readonly CurrentConnection _current = new();
    private readonly RetainedDocuments _retained = new();
    private readonly BestEffort _bestEffort = new(counting);
    private volatile IReadOnlyList<StateReason> _reasons = [];
    private readonly Renewal _renewal = new(files, time, logger);
    private volatile IReadOnlyList<LinkWarning> _warnings = []; // connect loop

    /// <inheritdoc/>
    public bool IsConnected => _current.Alive is not null;

    /// <inheritdoc/>
    public LinkCounters Counters => counting.Read();

    /// <inheritdoc/>
    public IReadOnlyList<LinkWarning> Warnings => _warnings;

    /// <summary>The live connection; waits until there is one.</summary>
    public Task<Connection> WhenConnectedAsync(CancellationToken cancellation) => _current.WaitAsync(cancellation);

    /// <inheritdoc/>
    public void PublishRetained(string topic, ReadOnlyMemory<byte> payload)
    {
        ArgumentException.ThrowIfNullOrEmpty(topic);
        _retained.Set(topic, payload);
    }

    /// <inheritdoc/>
    public void SetReasons(IReadOnlyList<StateReason> reasons)
    {
        ArgumentNullException.ThrowIfNull(reasons);
        _reasons = reasons;
        _retained.Set(topics.State, messages.Write(topics.State, StateMessage.There(reasons)));
    }

    /// <inheritdoc/>
    public bool TryPublish(string topic, ReadOnlyMemory<byte> payload)
    {
        ArgumentException.ThrowIfNullOrEmpty(topic);
        return _bestEffort.TryAdd(_current.Alive, Connection.Message(topic, payload, MqttQualityOfServiceLevel.AtMostOnce));
    }

    /// <inheritdoc/>
    public bool TryPublishImage(string topic, ReadOnlyMemory<byte> jpeg, IReadOnlyList<KeyValuePair<string, string>> properties)
    {
        ArgumentException.ThrowIfNullOrEmpty(topic);
        ArgumentNullException.ThrowIfNull(properties);
        var message = Connection.Message(topic, jpeg, MqttQualityOfServiceLevel.AtMostOnce);
        message.ContentType = "image/jpeg";
        message.UserProperties = [.. properties.Select(p => new MqttUserProperty(p.Key, Encoding.UTF8.GetBytes(p.Value).AsMemory()))];
        return _bestEffort.TryAdd(_current.Alive, message);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(ConnectLoopAsync(stoppingToken), _bestEffort.RunAsync(_current, stoppingToken));

    private async Task ConnectLoopAsync(CancellationToken stopping)
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await ConnectOnceAsync(stopping);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                // broad: a bug here must not end the device's voice
                Log.LinkFault(logger, e);
            }

            await Task.Delay(_backOff.Next(), time, stopping);
        }
    }

    private async Task ConnectOnceAsync(CancellationToken stopping)
    {
        var (connection, refusal) = await Connection.OpenAsync(settings, inbox.AcceptAsync, stopping);
        if (connection is null)
        {
            counting.Refusals.Add(refusal!.Reason);
            Log.ConnectRefused(logger, settings.Endpoint, refusal.Reason, refusal.Detail);
            return;
        }

        await using (connection)
        {
            var began = time.GetTimestamp();
            counting.Connected();
            Log.Connected(logger, settings.Endpoint);
            Warn(connection.Warnings);
            try
            {
                await ServeAsync(connection, stopping);
            }
            finally
            {
                _current.Clear(connection);
                _backOff.Ended(time.GetElapsedTime(began));
            }
        }
    }

    private void Warn(IReadOnlyList<LinkWarning> warnings)
    {
        _warnings = warnings;
        foreach (var warning in warnings)
        {
            Log.LinkWarning(logger, warning.Reason, warning.Detail);
        }
    }

    private async Task ServeAsync(Connection connection, CancellationToken stopping)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var renewal = _renewal.RunAsync(connection, ended.Token);
        try
        {
            await GreetAsync(connection, stopping);
            _retained.MarkAll();
            _current.Set(connection);
            await KeepRetainedAsync(connection, stopping);
        }
        catch (Exception e) when (e is TimeoutException or MQTTnet.Exceptions.MqttCommunicationException || (e is OperationCanceledException && !stopping.IsCancellationRequested))
        {
            connection.Drop(e.Message);
        }
        finally
        {
            await ended.CancelAsync();
            await renewal.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (renewal.Exception is { } fault)
            {
                Log.LinkFault(logger, fault);
            }

            if (stopping.IsCancellationRequested && connection.IsAlive)
            {
                await GoodbyeAsync(connection);
            }
        }

        if (await connection.Lost is Renewal.Reason)
        {
            Log.Renewed(logger);
            return;
        }

        counting.Lost();
        Log.ConnectionLost(logger, await connection.Lost);
    }

    private async Task GreetAsync(Connection connection, CancellationToken stopping)
    {
        if (await connection.SubscribeAsync(topics.Commands, stopping) is { } refused)
        {
            counting.Refusals.Add($"Subscribe{refused}");
            Log.SubscribeRefused(logger, topics.Commands, refused);
        }

        // the greeting says it anew; what changes from here on is due after it
        _retained.Forget(topics.State);
        var outcome = await PublishStateAsync(connection, StateMessage.There(_reasons), stopping);
        if (outcome.IsRefused)
        {
            counting.PublishRefusals.Add(outcome.Reason);
            Log.PublishRefused(logger, topics.State, outcome.Reason);
        }
    }

    /// <summary>Until the connection is lost: publishes changed documents, and refused ones again after a while.</summary>
    private async Task KeepRetainedAsync(Connection connection, CancellationToken stopping)
    {
        var backOff = new BackOff(options.ReconnectMin, options.ReconnectMax, random);
        while (!connection.Lost.IsCompleted)
        {
            var changed = _retained.Changed;
            var refused = await _retained.PublishAsync(connection, counting, stopping);
            using var wait = CancellationTokenSource.CreateLinkedTokenSource(stopping);
            if (refused is not { } refusal)
            {
                backOff.Reset();
            }
            else
            {
                Log.PublishRefused(logger, refusal.Topic, refusal.Reason);
            }

            var pause = Task.Delay(refused is null ? Timeout.InfiniteTimeSpan : backOff.Next(), time, wait.Token);
            await Task.WhenAny(connection.Lost, changed, pause);
            await wait.CancelAsync();
            stopping.ThrowIfCancellationRequested();
        }
    }

    private async Task GoodbyeAsync(Connection connection)
    {
        using var bound = new CancellationTokenSource(options.ShutdownBound, time);
        try
        {
            await PublishStateAsync(connection, new(StateMessage.Stopped), bound.Token);
            await connection.GoodbyeAsync(bound.Token);
            Log.Stopped(logger);
        }
        catch (Exception e)
        {
            // broad: a stop is never held up; the broker's Last Will then says offline
            Log.GoodbyeFailed(logger, e);
        }
    }

    private Task<PublishOutcome> PublishStateAsync(Connection connection, StateMessage state, CancellationToken cancellation) => connection.PublishAsync(
        Connection.Message(topics.State, messages.Write(topics.State, state), MqttQualityOfServiceLevel.AtLeastOnce, retain: true), cancellation);
}
