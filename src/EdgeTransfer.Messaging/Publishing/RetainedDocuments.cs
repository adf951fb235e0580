using EdgeTransfer.Messaging.Connecting;
using MQTTnet.Protocol;

namespace EdgeTransfer.Messaging.Publishing;

/// <summary>The last document per topic, and which of them the broker has not acknowledged yet.</summary>
internal sealed class RetainedDocuments
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, ReadOnlyMemory<byte>> _documents = new(StringComparer.Ordinal);
    private readonly HashSet<string> _due = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes at the next <see cref="Set"/>.</summary>
    public Task Changed
    {
        get
        {
            lock (_lock)
            {
                return _changed.Task;
            }
        }
    }

    public void Set(string topic, ReadOnlyMemory<byte> payload)
    {
        lock (_lock)
        {
            _documents[topic] = payload;
            _due.Add(topic);
            _changed.TrySetResult();
            _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>The topic has no document any more; what the broker keeps stays.</summary>
    public void Forget(string topic)
    {
        lock (_lock)
        {
            _documents.Remove(topic);
            _due.Remove(topic);
        }
    }

    /// <summary>All are due again: the broker may have forgotten them.</summary>
    public void MarkAll()
    {
        lock (_lock)
        {
            _due.UnionWith(_documents.Keys);
        }
    }

    /// <summary>Publishes what is due, from the link's loop only; the last refusal, if any, whose document stays due.</summary>
    public async Task<(string Topic, string Reason)?> PublishAsync(Connection connection, Counting counting, CancellationToken cancellation)
    {
        (string Topic, string Reason)? refused = null;
        foreach (var (topic, payload) in TakeDue())
        {
            var outcome = await connection.PublishAsync(Connection.Message(topic, payload, MqttQualityOfServiceLevel.AtLeastOnce, retain: true), cancellation);
            if (outcome.IsAcknowledged)
            {
                counting.Published();
                continue;
            }

            lock (_lock)
            {
                _due.Add(topic);
            }

            if (outcome.IsRefused)
            {
                counting.PublishRefusals.Add(outcome.Reason);
                refused = (topic, outcome.Reason);
            }
        }

        return refused;
    }

    private List<(string Topic, ReadOnlyMemory<byte> Payload)> TakeDue()
    {
        lock (_lock)
        {
            var due = _due.Select(topic => (topic, _documents[topic])).ToList();
            _due.Clear();
            return due;
        }
    }
}
