using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace EdgeTransfer.Messaging.Strict;

/// <summary>
/// A broker by the letter of MQTT 5 on a raw socket: it takes what it has announced and writes down every break of its rules, with the
/// number that the statement has in the standard.
/// </summary>
internal sealed class StrictBroker : IAsyncDisposable
{
    private const int Connect = 1, Publish = 3, Puback = 4, Subscribe = 8, Pingreq = 12, Disconnect = 14;
    private const byte ConnackByte = 0x20, PubackByte = 0x40, SubackByte = 0x90, PingrespByte = 0xD0, DisconnectByte = 0xE0;
    private const byte ServerKeepAlive = 0x13, ReceiveMaximum = 0x21, TopicAlias = 0x23, MaximumPacketSize = 0x27, TopicAliasMaximum = 0x22;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly StrictRules _rules;
    private readonly Task _accepting;

    public StrictBroker(StrictRules rules)
    {
        _rules = rules;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int Connections { get; private set; }

    public int Pings { get; private set; }

    public ConcurrentQueue<StrictMessage> Messages { get; } = new();

    /// <summary>Messages that it has acknowledged with success.</summary>
    public ConcurrentQueue<StrictMessage> Taken { get; } = new();

    public ConcurrentQueue<string> Violations { get; } = new();

    public string Text() => string.Join('\n', Violations.Concat(Messages.Select(m => $"{m}")));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        List<Task> clients = [];
        try
        {
            while (true)
            {
                clients.Add(ServeAsync(await _listener.AcceptTcpClientAsync(), ++Connections));
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(clients);
        }
    }

    private async Task ServeAsync(TcpClient client, int connection)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        using var _ = client;
        client.NoDelay = true;
        using var session = new StrictSession(client.GetStream());
        try
        {
            for (var isFirst = true; await session.ReadAsync(ended.Token) is { } packet; isFirst = false)
            {
                if (!await HandleAsync(session, packet, connection, isFirst, ended.Token))
                {
                    return;
                }
            }
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // the client is gone, or the test is over
        }
        finally
        {
            await ended.CancelAsync();
        }
    }

    private async Task<bool> HandleAsync(StrictSession session, (byte First, byte[] Body) packet, int connection, bool isFirst, CancellationToken cancellation)
    {
        var size = packet.Body.Length + (packet.Body.Length < 128 ? 2 : packet.Body.Length < 16384 ? 3 : 4);
        Check(_rules.MaximumPacketSize == 0 || isFirst || size <= _rules.MaximumPacketSize, $"MQTT-3.1.2-24: a packet of {size} bytes");
        Check(isFirst == (packet.First >> 4 == Connect), "MQTT-3.1.0-1, -2: CONNECT comes first and once");
        switch (packet.First >> 4)
        {
            case Connect:
                await session.WriteAsync(Connack(), cancellation);
                session.Listen(_rules.KeepAlive, () => Violations.Enqueue("MQTT-3.1.2-21: silent for longer than one and a half times the server's keep alive"), cancellation);
                return true;
            case Publish:
                return await TakeAsync(session, packet, connection, cancellation);
            case Subscribe:
                Check(packet.First == 0x82, "MQTT-3.8.1-1: flags of SUBSCRIBE");
                await session.WriteAsync(StrictPacket.Write(SubackByte, packet.Body[0], packet.Body[1], 0, 1), cancellation);
                return true;
            case Pingreq:
                Pings++;
                await session.WriteAsync(StrictPacket.Write(PingrespByte), cancellation);
                return true;
            case Puback:
                return true;
            case Disconnect:
                return false;
            default:
                Violations.Enqueue($"a packet of type {packet.First >> 4}");
                return false;
        }
    }

    private byte[] Connack()
    {
        var properties = new byte[3 + 3 + 5 + 3];
        properties[0] = ReceiveMaximum;
        BinaryPrimitives.WriteUInt16BigEndian(properties.AsSpan(1), _rules.ReceiveMaximum);
        properties[3] = TopicAliasMaximum; // 0: none
        properties[6] = MaximumPacketSize;
        BinaryPrimitives.WriteUInt32BigEndian(properties.AsSpan(7), _rules.MaximumPacketSize == 0 ? 1 << 20 : _rules.MaximumPacketSize);
        properties[11] = ServerKeepAlive;
        BinaryPrimitives.WriteUInt16BigEndian(properties.AsSpan(12), _rules.KeepAlive == 0 ? (ushort)60 : _rules.KeepAlive);
        return StrictPacket.Write(ConnackByte, [0, 0, (byte)properties.Length, .. properties]); // no session is present, whatever came before
    }

    private async Task<bool> TakeAsync(StrictSession session, (byte First, byte[] Body) packet, int connection, CancellationToken cancellation)
    {
        var (message, id) = Parse(packet.First, packet.Body, connection);
        Messages.Enqueue(message);
        if (message.QoS == 0)
        {
            return true;
        }

        Check((packet.First & 8) == 0, "MQTT-4.4.0-1: DUP on what was never sent in this session");
        Check(session.Open.TryAdd(id, true), $"MQTT-2.2.1-3: packet identifier {id} is in use");
        Check(session.Open.Count <= _rules.ReceiveMaximum, $"MQTT-3.3.4-7: {session.Open.Count} messages without an answer");
        var code = _rules.Answer(message);
        if (code < 0)
        {
            await session.WriteAsync(StrictPacket.Write(DisconnectByte, (byte)-code, 0), cancellation);
            return false;
        }

        if (code < 0x80)
        {
            Taken.Enqueue(message);
        }

        _ = AnswerAsync(session, id, (byte)code, cancellation);
        return true;
    }

    private async Task AnswerAsync(StrictSession session, ushort id, byte code, CancellationToken cancellation)
    {
        try
        {
            await Task.Delay(_rules.AnswerAfter, cancellation);
            session.Open.TryRemove(id, out _);
            await session.WriteAsync(
                code == 0 ? StrictPacket.Write(PubackByte, (byte)(id >> 8), (byte)id) : StrictPacket.Write(PubackByte, (byte)(id >> 8), (byte)id, code, 0), cancellation);
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or ObjectDisposedException)
        {
            // the client is gone
        }
    }

    private (StrictMessage Message, ushort Id) Parse(byte first, byte[] body, int connection)
    {
        var packet = new StrictPacket(first, body);
        var qos = (packet.Flags >> 1) & 3;
        var topic = packet.Text();
        var id = qos > 0 ? packet.Short() : (ushort)0;
        Check(qos < 2, "the device uses QoS 0 and 1");
        Check(qos == 0 || id != 0, "MQTT-2.2.1-3: packet identifier 0");
        Check(topic.Length > 0 && !topic.AsSpan().ContainsAny('+', '#'), "MQTT-3.3.2-2: topic of a PUBLISH");
        var properties = packet.Bytes(packet.Length());
        Check(!properties.Contains(TopicAlias), "MQTT-3.3.2-9: a topic alias, where none is allowed"); // no other property of the device has this byte
        return (new(topic, packet.Rest(), qos, connection, Messages.Count(m => m.Topic == topic)), id);
    }

    private void Check(bool holds, string rule)
    {
        if (!holds)
        {
            Violations.Enqueue(rule);
        }
    }
}
