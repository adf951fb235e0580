namespace EdgeTransfer.Core.Inspecting;

/// <summary>
/// Turns parts that could not be inspected into one notice at the begin of an episode and one, with the count, at its end: an operator
/// needs to hear of a state once, not once a part and not once a flicker. An episode of a reason begins with its first part, and ends when
/// enough parts in a row came without it and it is long enough ago, both: the first alone would flicker on a fast line, the second on a
/// slow one. Episodes of several reasons may be open at the same time; each part counts in one.
/// </summary>
/// <param name="partsWithout">Parts in a row without the reason before its episode ends.</param>
/// <param name="quiet">Time since its last part before it ends; null: <see cref="DefaultQuiet"/>.</param>
public sealed class FaultEpisodes(int partsWithout = FaultEpisodes.DefaultPartsWithout, TimeSpan? quiet = null)
{
    /// <summary>Parts without the reason.</summary>
    public const int DefaultPartsWithout = 5;

    /// <summary>Time without the reason.</summary>
    public static readonly TimeSpan DefaultQuiet = TimeSpan.FromSeconds(10);

    private readonly TimeSpan _quiet = quiet ?? DefaultQuiet;
    private readonly List<Episode> _open = []; // by begin

    /// <summary>Takes in the next part of the station and gives the notices that it causes: ends, then at most one begin.</summary>
    public IReadOnlyList<FaultNotice> Next(NotInspectedReason reason, string? detail, DateTimeOffset at)
    {
        List<FaultNotice> notices = [];
        for (var i = 0; i < _open.Count; i++)
        {
            var episode = _open[i];
            if (episode.Reason == reason)
            {
                episode.Seen(at);
            }
            else if (episode.EndsWithout(at, partsWithout, _quiet))
            {
                notices.Add(episode.Notice(FaultPhase.End, null));
                _open.RemoveAt(i--);
            }
        }

        if (reason != NotInspectedReason.None && !_open.Exists(e => e.Reason == reason))
        {
            var episode = new Episode(reason, at);
            _open.Add(episode);
            notices.Add(episode.Notice(FaultPhase.Begin, detail));
        }

        return notices;
    }

    private sealed class Episode(NotInspectedReason reason, DateTimeOffset since)
    {
        private readonly Guid _id = Guid.CreateVersion7(since);
        private readonly DateTimeOffset _since = since;
        private DateTimeOffset _last = since;
        private DateTimeOffset _quietFrom = since;
        private long _count = 1;
        private int _without;

        public NotInspectedReason Reason => reason;

        /// <summary>One more part with the reason.</summary>
        public void Seen(DateTimeOffset at) => (_last, _quietFrom, _count, _without) = (at, at, _count + 1, 0);

        /// <summary>One more part without it; whether that is the end.</summary>
        public bool EndsWithout(DateTimeOffset at, int partsWithout, TimeSpan quiet)
        {
            _without++;
            _quietFrom = at < _quietFrom ? at : _quietFrom; // a clock that was set back must not keep it open for as long
            return _without >= partsWithout && at - _quietFrom >= quiet;
        }

        public FaultNotice Notice(FaultPhase phase, string? detail) => new(phase, reason, detail, _id, _since, _last, _count);
    }
}
