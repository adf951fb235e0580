using EdgeTransfer.Core.Messages;
using EdgeTransfer.Learning;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Messaging.Webhooks;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Alerts;
using Microsoft.Extensions.Hosting;

namespace EdgeTransfer.Monitoring;

/// <summary>Looks whether the device does all that it should, and says on <c>state</c> what is missing.</summary>
internal sealed class StateKeeper(
    StationSet stations, Recorder recorder, SamplesBoard samples, OutboxStore outbox, WebhookStatus webhook, IMqttLink link, TimeProvider time) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        IReadOnlyList<StateReason> told = [];
        using var timer = new PeriodicTimer(Every, time);
        do
        {
            List<StateReason> reasons = [.. OfDevice(), .. stations.All.SelectMany(OfStation)];
            if (!reasons.SequenceEqual(told))
            {
                told = reasons;
                link.SetReasons(reasons);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private IEnumerable<StateReason> OfDevice()
    {
        if (outbox.HoldsStations)
        {
            yield return new(StateCodes.OutboxFull);
        }

        if (webhook.IsFailing)
        {
            yield return new(StateCodes.WebhookFailing);
        }

        if (recorder.IsFailing)
        {
            yield return new(StateCodes.RecordingFailing);
        }

        if (samples.SamplingWord is { } word and not SamplingState.Going)
        {
            yield return new(word == SamplingState.Paused ? StateCodes.SamplingPaused : StateCodes.SamplingFailing);
        }
    }

    private IEnumerable<StateReason> OfStation(Station station)
    {
        if (!stations.ModelsOf(station).IsOk)
        {
            yield return new(StateCodes.ModelRefused, station.Name);
        }
        else if (station.Slot.HeadVersion is null)
        {
            yield return new(StateCodes.NotTaught, station.Name);
        }

        if (station.SourceTrouble is { } trouble)
        {
            yield return new(trouble, station.Name);
        }
    }
}
