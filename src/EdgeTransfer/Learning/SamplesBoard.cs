using EdgeTransfer.Core.Messages;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Learning;

/// <summary>The retained document about a station's samples: one writer for what computing features and what sampling have to say.</summary>
internal sealed class SamplesBoard(StationSet stations, IMqttLink link, MessageWriter messages, Topics topics)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, SamplesMessage> _said = new(StringComparer.Ordinal);
    private SamplingState _sampling = SamplingState.Unknown;

    /// <summary>How the sampling of the device goes, in a word; null before the first look.</summary>
    public string? SamplingWord
    {
        get
        {
            lock (_lock)
            {
                return _sampling.Word;
            }
        }
    }

    /// <summary>How far a station's features are.</summary>
    public void Features(Station station, string state, EmbeddingProgress progress)
    {
        lock (_lock)
        {
            _said[station.Name] = new(station.ServedKey, state, progress.Samples, progress.Ready, progress.Failed) { Station = station.Name, Product = station.Recipe.Product };
            Publish(station.Name);
        }
    }

    /// <summary>How the sampling of the device goes: the disk is shared, so every station says it.</summary>
    public void Sampling(SamplingState state)
    {
        lock (_lock)
        {
            _sampling = state;
            foreach (var station in stations.Names.Where(_said.ContainsKey))
            {
                Publish(station);
            }
        }
    }

    private void Publish(string station) => 
        link.PublishRetained(topics.Samples(station), messages.Write(topics.Samples(station), _sampling.On(_said[station])));
}
