using System.Buffers;
using System.Text;
using MQTTnet;
using MQTTnet.Exceptions;
using MQTTnet.Protocol;

namespace EdgeTransfer.Messaging.Connecting;

/// <summary>One connection from CONNACK to its end; never used again afterwards.</summary>
internal sealed class Connection : IAsyncDisposable
{
    /// <summary>Fixed header, packet id, lengths and the few properties that are sent.</summary>
    private const int PacketOverhead = 64;

    private const int MaxInFlight = 16;

    private readonly IMqttClient _client;
    private readonly ConnectPlan _plan;
    private readonly TimeSpan _bound;
    private readonly TimeProvider _time;
    private readonly long _maxPacket;
    private readonly SemaphoreSlim _slots; // of all publishers together; not disposed: one of them may still give its slot back
    private readonly TaskCompletionSource<string> _lost = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _retired = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private Connection(IMqttClient client, ConnectPlan plan, MqttClientConnectResult result, TimeSpan bound, TimeProvider time)
    {
        (_client, _plan, _bound, _time) = (client, plan, bound, time);
        _maxPacket = result.MaximumPacketSize is > 0 and { } limit ? limit : long.MaxValue;
        InFlight = Math.Clamp(result.ReceiveMaximum is > 0 and { } receive ? receive : MaxInFlight, 1, MaxInFlight);
        _slots = new(InFlight, InFlight);
        client.DisconnectedAsync += OnDisconnectedAsync;
        if (!client.IsConnected)
        {
            _lost.TrySetResult("ended at once");
        }

        if (result.ServerKeepAlive > 0)
        {
            _ = PingAsync(TimeSpan.FromSeconds(result.ServerKeepAlive / 2.0));
        }
    }

    /// <summary>Completes with the reason when the connection is gone.</summary>
    public Task<string> Lost => _lost.Task;

    /// <summary>Completes when the link has taken it out of use.</summary>
    public Task Retired => _retired.Task;

    /// <summary>Whether a publish has a chance.</summary>
    public bool IsAlive => !_lost.Task.IsCompleted && !_retired.Task.IsCompleted;

    /// <summary>Of the files that it was made with.</summary>
    public string Fingerprint => _plan.Credentials.Fingerprint;

    /// <summary>What is weak about it, though it works.</summary>
    public IReadOnlyList<LinkWarning> Warnings => _plan.Credentials.Warnings;

    /// <summary>How many messages may await their acknowledgement at the same time.</summary>
    public int InFlight { get; }

    /// <summary>Connects; a refusal stands in place of the connection when the broker cannot be reached or says no.</summary>
    public static async Task<(Connection? Connection, ConnectRefusal? Refusal)> OpenAsync(
        ConnectSettings settings, Func<MqttApplicationMessage, Task> received, CancellationToken cancellation)
    {
        var (plan, unprepared) = await settings.PrepareAsync(cancellation);
        if (plan is null)
        {
            return (null, unprepared);
        }

        var client = new MqttClientFactory().CreateMqttClient();
        client.ApplicationMessageReceivedAsync += e => received(e.ApplicationMessage);
        try
        {
            var result = await client.ConnectAsync(plan.Options, cancellation);
            if (result.ResultCode == MqttClientConnectResultCode.Success)
            {
                return (new Connection(client, plan, result, settings.AcknowledgeBound, settings.Time), null);
            }

            Close(client);
            plan.Dispose();
            return (null, ConnectRefusal.From(result));
        }
        catch (Exception e) when (!cancellation.IsCancellationRequested)
        {
            // broad: socket, name, TLS and protocol failures all mean "not now", and are told apart for the count
            var refusal = ConnectRefusal.From(e, plan);
            Close(client);
            plan.Dispose();
            return (null, refusal);
        }
        catch
        {
            Close(client);
            plan.Dispose();
            cancellation.ThrowIfCancellationRequested();
            throw;
        }
    }

    /// <summary>Subscribes with QoS 1, without what is retained; the reason when the broker refuses.</summary>
    public async Task<string?> SubscribeAsync(string filter, CancellationToken cancellation)
    {
        // retain as published: else a retained command would look like a fresh one to who is subscribed already
        var options = new MqttClientSubscribeOptionsBuilder()
            .WithTopicFilter(filter, MqttQualityOfServiceLevel.AtLeastOnce, noLocal: false, retainAsPublished: true, MqttRetainHandling.DoNotSendOnSubscribe)
            .Build();
        var result = await BoundedAsync(_client.SubscribeAsync(options, CancellationToken.None), cancellation);
        var code = result.Items.First().ResultCode;
        return code <= MqttClientSubscribeResultCode.GrantedQoS2 ? null : code.ToString();
    }

    /// <summary>Publishes and awaits the acknowledgement (QoS 1) or the write (QoS 0). Never throws for what the broker does.</summary>
    public async Task<PublishOutcome> PublishAsync(MqttApplicationMessage message, CancellationToken cancellation)
    {
        if (!IsAlive)
        {
            return PublishOutcome.Lost("NotConnected");
        }

        if (message.Payload.Length + Encoding.UTF8.GetByteCount(message.Topic) + (message.CorrelationData?.Length ?? 0) + PacketOverhead > _maxPacket)
        {
            // the broker would answer by cutting the connection, again and again
            return PublishOutcome.Refused("PacketTooLarge");
        }

        if (message.QualityOfServiceLevel == MqttQualityOfServiceLevel.AtMostOnce)
        {
            return await SendAsync(message, cancellation);
        }

        // beyond its Receive Maximum a broker may end the connection, and the library does not count
        await _slots.WaitAsync(cancellation);
        try
        {
            return IsAlive ? await SendAsync(message, cancellation) : PublishOutcome.Lost("NotConnected");
        }
        finally
        {
            _slots.Release();
        }
    }

    /// <summary>A retained or plain JSON message.</summary>
    public static MqttApplicationMessage Message(string topic, ReadOnlyMemory<byte> payload, MqttQualityOfServiceLevel qos, bool retain = false) => new()
    {
        Topic = topic,
        Payload = new ReadOnlySequence<byte>(payload),
        QualityOfServiceLevel = qos,
        Retain = retain,
        ContentType = "application/json",
    };

    /// <summary>Gives the connection up; the link makes another.</summary>
    public void Drop(string reason) => _lost.TrySetResult(reason);

    /// <summary>Out of use.</summary>
    public void Retire() => _retired.TrySetResult();

    /// <summary>A clean goodbye, after which the broker forgets the Last Will.</summary>
    public Task GoodbyeAsync(CancellationToken cancellation) =>
        _client.DisconnectAsync(new MqttClientDisconnectOptionsBuilder().WithReason(MqttClientDisconnectOptionsReason.NormalDisconnection).Build(), cancellation);

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        Retire();
        _client.DisconnectedAsync -= OnDisconnectedAsync;
        Close(_client);
        _plan.Dispose();
        return ValueTask.CompletedTask;
    }

    private static void Close(IMqttClient client)
    {
        try
        {
            client.Dispose();
        }
        catch (ObjectDisposedException)
        {
            // the connection goes in the same moment: the library's own clean-up came first
        }
    }

    private async Task<PublishOutcome> SendAsync(MqttApplicationMessage message, CancellationToken cancellation)
    {
        try
        {
            var result = await BoundedAsync(_client.PublishAsync(message, CancellationToken.None), cancellation);
            return result.IsSuccess ? PublishOutcome.Acknowledged : PublishOutcome.Refused(result.ReasonCode.ToString());
        }
        catch (MqttProtocolViolationException)
        {
            return PublishOutcome.Refused("ProtocolViolation");
        }
        catch (Exception e) when (e is not OperationCanceledException || !cancellation.IsCancellationRequested)
        {
            // broad: whatever went wrong on the way, a fresh connection is the cure
            Drop(e.GetType().Name);
            return PublishOutcome.Lost(e.GetType().Name);
        }
    }

    // The library keeps to its own keep alive where the broker asks for a shorter one (MQTT-3.2.2-21), and would be thrown out.
    private async Task PingAsync(TimeSpan period)
    {
        while (true)
        {
            await Task.WhenAny(Task.Delay(period, _time), _lost.Task, _retired.Task);
            if (!IsAlive)
            {
                return;
            }

            try
            {
                await _client.PingAsync(CancellationToken.None).WaitAsync(_bound, _time);
            }
            catch (Exception e)
            {
                // broad: whatever went wrong on the way, a fresh connection is the cure
                Drop(e.GetType().Name);
            }
        }
    }

    // The library's token would cut a write in two; so the wait is given up, not the work, and the work's end is observed.
    private async Task<T> BoundedAsync<T>(Task<T> work, CancellationToken cancellation)
    {
        _ = work.ContinueWith(static t => t.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
        return await work.WaitAsync(_bound, _time, cancellation);
    }

    private Task OnDisconnectedAsync(MqttClientDisconnectedEventArgs e)
    {
        Drop(e.Exception is null ? e.Reason.ToString() : $"{e.Reason}: {e.Exception.Message}");
        return Task.CompletedTask;
    }
}
