using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Watching;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Watching;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Learning;

/// <summary>Writes and tells how watches stand. What could not be written stays for the next time. Not for concurrent use.</summary>
internal sealed class WatchJournal(WatchStore store, IMqttLink link, MessageWriter messages, Topics topics, TimeProvider time, ILogger<WatchJournal> logger)
{
    /// <summary>While the disk fails, no more than so many wait; the rest is forgotten, and the watch itself has counted it.</summary>
    private const int DisagreementsKept = 1024;

    private readonly List<Disagreement> _disagreements = [];
    private readonly List<OutboxMessage> _alerts = [];

    /// <summary>A part on which two heads disagree.</summary>
    public void Add(in ShadowOutcome o)
    {
        if (_disagreements.Count < DisagreementsKept)
        {
            _disagreements.Add(new(
                o.Inspection.PartId, o.Station.Name, o.Inspection.Product, o.Inspection.At, o.Purpose, o.Head!, o.Shadow,
                o.Inspection.Verdict, o.ShadowVerdict, o.Inspection.Scores!.Ng, o.ShadowScore));
        }
    }

    /// <summary>An alert about a rollback.</summary>
    public void Alert(WatchSession session, string reason)
    {
        var (station, topic) = (session.Station, topics.Alert(session.Station.Name));
        var alert = messages.Seal(topic, AlertMessage.About(station.Name, station.Recipe.Product, new RollbackNotice(session.Head, session.Shadow, reason), time.GetUtcNow()));
        _alerts.Add(new(alert.Id, topic, MessageJson.Write(alert), alert.At));
    }

    /// <summary>Writes what is new, in one transaction; of two sessions at one station the later stays.</summary>
    public async Task SaveAsync(IReadOnlyCollection<WatchSession> sessions)
    {
        List<WatchSession> changed = [.. sessions.Where(s => s.IsChanged)];
        if (changed.Count == 0 && _disagreements.Count == 0 && _alerts.Count == 0)
        {
            return;
        }

        try
        {
            var now = time.GetUtcNow();
            await store.SaveAsync(_disagreements, [.. changed.Select(s => new WatchRow(s.Station.Name, s.Json(), now))], _alerts);
        }
        catch (Exception e)
        {
            // A full disk, say: the watch itself goes on, and so does what it decides.
            Log.WatchSaveFailed(logger, e);
            return;
        }

        changed.ForEach(s => s.IsChanged = false);
        _disagreements.Clear();
        _alerts.Clear();
    }

    public void Tell(WatchSession session) => 
        link.TryPublish(topics.Watch(session.Station.Name), messages.Write(topics.Watch(session.Station.Name), Message(session)));

    public static WatchMessage Message(WatchSession s) =>
        new(s.Purpose, s.Head, s.Shadow, s.Decision, s.Sentence, s.Counts, s.Faults, s.Skipped, s.Failed) { Station = s.Station.Name, Product = s.Station.Recipe.Product };
}
