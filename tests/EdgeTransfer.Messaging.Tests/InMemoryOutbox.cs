using System.Text;
using System.Threading.Channels;
using EdgeTransfer.Core.Alerts;

namespace EdgeTransfer.Messaging;

internal sealed class InMemoryOutbox : IOutbox
{
    private readonly Lock _lock = new();
    private readonly List<OutboxMessage> _messages = [];
    private readonly Channel<bool> _added = Channel.CreateBounded<bool>(1);
    private int _next;

    public int Peeks { get; private set; }

    /// <summary>The store's next looks fail.</summary>
    public int Failures { get; set; }

    public int Count
    {
        get
        {
            lock (_lock)
            {
                return _messages.Count;
            }
        }
    }

    /// <summary>Adds one whose payload is its number, counted over all topics.</summary>
    public string Add(string topic, int padding = 0)
    {
        lock (_lock)
        {
            var id = Guid.CreateVersion7();
            var payload = $"{_next++:d5}{new string('x', padding)}";
            _messages.Add(new(id, topic, Encoding.UTF8.GetBytes(payload), DateTimeOffset.UnixEpoch));
            _added.Writer.TryWrite(true);
            return payload;
        }
    }

    public Task<IReadOnlyList<OutboxMessage>> PeekAsync(int limit, CancellationToken cancellation)
    {
        lock (_lock)
        {
            Peeks++;
            if (Failures > 0)
            {
                Failures--;
                throw new IOException("the disk");
            }

            return Task.FromResult<IReadOnlyList<OutboxMessage>>([.. _messages.Take(limit)]);
        }
    }

    public Task RemoveAsync(IReadOnlyList<Guid> ids, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _messages.RemoveAll(m => ids.Contains(m.Id));
        }

        return Task.CompletedTask;
    }

    public Task WaitAsync(CancellationToken cancellation) => _added.Reader.ReadAsync(cancellation).AsTask();
}
