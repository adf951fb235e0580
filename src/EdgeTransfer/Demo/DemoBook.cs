using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Messages;

namespace EdgeTransfer.Demo;

/// <summary>What the demo has seen, compared with the truth. Written by the MQTT callback, read by the table.</summary>
internal sealed class DemoBook
{
    private const int AlertsShown = 6;

    private readonly Lock _lock = new();
    private readonly List<HeadRates> _rates = [];
    private readonly HashSet<Guid> _alerts = [];
    private readonly Queue<string> _lastAlerts = new();
    private string _phase = "starting";
    private string _lastTraining = "none yet";
    private int _labels;

    public string Phase
    {
        get
        {
            lock (_lock)
            {
                return _phase;
            }
        }

        set
        {
            lock (_lock)
            {
                _phase = value;
            }
        }
    }

    /// <summary>How the last training ended, in words.</summary>
    public string LastTraining
    {
        get
        {
            lock (_lock)
            {
                return _lastTraining;
            }
        }

        set
        {
            lock (_lock)
            {
                _lastTraining = value;
            }
        }
    }

    public int Labels => Volatile.Read(ref _labels);

    public int Alerts
    {
        get
        {
            lock (_lock)
            {
                return _alerts.Count;
            }
        }
    }

    public IReadOnlyList<HeadRates> Rates
    {
        get
        {
            lock (_lock)
            {
                return [.. _rates];
            }
        }
    }

    public IReadOnlyList<string> LastAlerts
    {
        get
        {
            lock (_lock)
            {
                return [.. _lastAlerts];
            }
        }
    }

    public void AddLabel() => Interlocked.Increment(ref _labels);

    /// <summary>An alert has come; a repeat of one is not another.</summary>
    public void AddAlert(Guid id, string line)
    {
        lock (_lock)
        {
            if (!_alerts.Add(id))
            {
                return;
            }

            _lastAlerts.Enqueue(line);
            if (_lastAlerts.Count > AlertsShown)
            {
                _lastAlerts.Dequeue();
            }
        }
    }

    public void AddJudged(PartReport part, bool defective)
    {
        if (part.Judges.Head is not { } head || part.Verdict == Verdict.NotInspected)
        {
            return;
        }

        lock (_lock)
        {
            var at = _rates.FindIndex(r => r.Head == head);
            if (at < 0)
            {
                at = _rates.Count;
                _rates.Add(new(head, 0, 0, 0, 0, 0));
            }

            var (r, ok) = (_rates[at], part.Verdict == Verdict.Ok);
            _rates[at] = r with
            {
                Good = r.Good + (defective ? 0 : 1),
                FalseRejects = r.FalseRejects + (!defective && !ok ? 1 : 0),
                Defects = r.Defects + (defective ? 1 : 0),
                Escapes = r.Escapes + (defective && ok ? 1 : 0),
                Unsure = r.Unsure + (part.Verdict == Verdict.Unsure ? 1 : 0),
            };
        }
    }
}
