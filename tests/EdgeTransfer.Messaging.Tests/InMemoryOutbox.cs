using System.Text;
using System.Threading.Channels;
using EdgeTransfer.Core.Alerts;

namespace EdgeTransfer.Messaging;

internal sealed class InMemoryOutbox : IOutbox
{
    private readonly Lock _lock = new();
    private readonly List<OutboxMessage> _messages = [];
    private readonly List<(OutboxMessage Message, DateTimeOffset At)> _kept = [];
    private readonly Channel<bool> _added = Channel.CreateBounded<bool>(1);
    private int _next;

    public int Peeks { get; private set; }

    /// <summary>The store's next looks fail.</summary>
    public int Failures { get; set; }

    /// <summary>The store's next acknowledgements are not written.</summary>
    public int LostAcknowledgements { get; set; }

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
    public string Add(string topic, int padding = 0) => Add(topic, n => $"{n:d5}{new string('x', padding)}", TimeProvider.System.GetUtcNow());

    /// <summary>Adds one with a JSON payload that was made at a time.</summary>
    public string AddJson(string topic, DateTimeOffset at) => Add(topic, n => $$"""{"n":{{n}}}""", at);

    /// <summary>Takes one away unsent, as a limit would.</summary>
    public void Drop(string topic)
    {
        lock (_lock)
        {
            _messages.Remove(_messages.First(m => m.Topic == topic));
        }
    }

    public Task<IReadOnlyList<OutboxMessage>> PeekAsync(int limit, IReadOnlyCollection<string> except, CancellationToken cancellation)
    {
        lock (_lock)
        {
            Peeks++;
            if (Failures > 0)
            {
                Failures--;
                throw new IOException("the disk");
            }

            return Task.FromResult<IReadOnlyList<OutboxMessage>>([.. _messages.Where(m => !except.Contains(m.Topic)).Take(limit)]);
        }
    }

    public Task AcknowledgeAsync(IReadOnlyList<Guid> ids, DateTimeOffset at, TimeSpan keep, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (LostAcknowledgements > 0)
            {
                LostAcknowledgements--;
                throw new IOException("the disk");
            }

            _kept.AddRange(_messages.Where(m => ids.Contains(m.Id)).Select(m => (m, at)));
            _messages.RemoveAll(m => ids.Contains(m.Id));
        }

        return Task.CompletedTask;
    }

    public Task<DateTimeOffset?> LastAcknowledgedAsync(CancellationToken cancellation)
    {
        lock (_lock)
        {
            return Task.FromResult(_kept.Count == 0 ? default(DateTimeOffset?) : _kept.Max(k => k.At));
        }
    }

    public Task RepeatAsync(DateTimeOffset since, CancellationToken cancellation)
    {
        lock (_lock)
        {
            _messages.InsertRange(0, _kept.Where(k => k.At >= since).Select(k => k.Message with { IsRepeat = true }));
            _kept.Clear();
        }

        return Task.CompletedTask;
    }

    public Task WaitAsync(CancellationToken cancellation) => _added.Reader.ReadAsync(cancellation).AsTask();

    private string Add(string topic, Func<int, string> payload, DateTimeOffset at)
    {
        lock (_lock)
        {
            var text = payload(_next++);
            _messages.Add(new(Guid.CreateVersion7(), topic, Encoding.UTF8.GetBytes(text), at));
            _added.Writer.TryWrite(true);
            return text;
        }
    }
}
