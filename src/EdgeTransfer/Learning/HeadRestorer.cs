using EdgeTransfer.Stations;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Learning;

/// <summary>Puts each station's active head back into service before its first part.</summary>
internal sealed class HeadRestorer(StationSet stations, HeadActivator activator, ILogger<HeadRestorer> logger) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var station in stations.All)
        {
            if (stations.ModelsOf(station).Refusal is { } refusal)
            {
                Log.ModelsRefused(logger, station.Name, refusal.Message);
                continue;
            }

            await activator.RestoreAsync(station);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
