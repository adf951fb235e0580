using System.Text.Json;
using EdgeTransfer.Cli;
using EdgeTransfer.Core.Audit;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Audit;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Auditing;

/// <summary>
/// Tells the log, before the first part, when a station begins to inspect by other settings than those that the log told of last. The log itself
/// is what remembers them.
/// </summary>
internal sealed class RecipeRecorder(StationSet stations, AuditLog log, TimeProvider time, ILogger<RecipeRecorder> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var station in stations.All)
        {
            try
            {
                await RecordAsync(station);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // The line goes on: the next start compares with the same settings, and tells it then.
                Log.RecipeNotLogged(logger, station.Name, e);
            }
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task RecordAsync(Station station)
    {
        var settings = JsonSerializer.SerializeToElement(station.Settings, JsonOut.Line);
        var before = Last(station.Name);
        IReadOnlyList<SettingChange> changes = before is { } known ? SettingChange.Between(known, settings) : [];
        if (before is not null && changes.Count == 0)
        {
            return;
        }

        var json = JsonSerializer.Serialize(new { hash = station.RecipeHash, first = before is null ? true : (bool?)null, changes, settings }, JsonOut.Line);
        await log.AppendAsync(new(AuditKind.Recipe, station.Recipe.Product, station.Name, OperatorName.StationFile, time.GetUtcNow(), json));
        Log.RecipeLogged(logger, station.Name, before is null ? "its first" : string.Join(", ", changes.Select(c => $"{c.Field} {c.Before?.ToString() ?? "none"} → {c.After?.ToString() ?? "none"}")));
    }

    /// <summary>The settings that the log told of last; null when it never told of the station, or of none that can be read.</summary>
    private JsonElement? Last(string station)
    {
        if (log.Read(new() { Kind = AuditKind.Recipe, Subject = station, Last = 1 }).SingleOrDefault() is not { } row)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(row.Json);
            return document.RootElement.TryGetProperty("settings", out var settings) ? settings.Clone() : null;
        }
        catch (JsonException)
        {
            return null; // somebody touched it: the settings are told anew, and the chain tells the rest
        }
    }
}
