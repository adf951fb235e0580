using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Stations;

/// <summary>The device's stations and the models that serve them; a backbone is loaded once.</summary>
internal sealed class StationSet : IDisposable
{
    private readonly Dictionary<string, Result<Models>> _models = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Station> _stations;

    public StationSet(Settings settings)
    {
        _stations = settings.Stations.Select(file => new Station(file)).ToDictionary(s => s.Name, StringComparer.Ordinal);
        foreach (var station in _stations.Values)
        {
            if (!_models.TryGetValue(station.Recipe.Backbone, out var models))
            {
                _models[station.Recipe.Backbone] = models = Models.Load(settings.Inference, station.Recipe.Backbone);
            }

            station.ServedKey = models.Value?.KeyFor(station.Recipe) ?? "";
        }
    }

    public IEnumerable<Station> All => _stations.Values;

    public IEnumerable<string> Names => _stations.Keys.Order(StringComparer.Ordinal);

    public Station? Find(string name) => _stations.GetValueOrDefault(name);

    /// <summary>The feature space that a product is judged in; null when no station makes it.</summary>
    public string? FeatureKeyOf(string product) => All.FirstOrDefault(s => s.Recipe.Product == product)?.ServedKey;

    /// <summary>The checked models of a station, or why it may not judge.</summary>
    public Result<Models> ModelsOf(Station station) => _models[station.Recipe.Backbone];

    public void Dispose()
    {
        foreach (var station in _stations.Values)
        {
            station.Dispose();
        }

        foreach (var models in _models.Values)
        {
            models.Value?.Dispose();
        }
    }
}
