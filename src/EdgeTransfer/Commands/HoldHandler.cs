using EdgeTransfer.Core.Messages;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Stations;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Commands;

/// <summary>Pauses stations and lets them go on; says so, and keeps it across a restart.</summary>
internal sealed class HoldHandler(HoldStore holds, IMqttLink link, MessageWriter messages, Topics topics, TimeProvider time, ILogger<HoldHandler> logger)
{
    /// <summary>At start: as it was left.</summary>
    public void Restore(Station station)
    {
        if (holds.Find(station.Name) is { } hold)
        {
            station.Hold.Set(hold);
            if (hold.IsPaused)
            {
                Log.StationPaused(logger, station.Name, hold.By, hold.At);
            }
        }

        Announce(station);
    }

    public Task<CommandReply> PauseAsync(Station station, PauseCommand command, Asked asked) =>
        SetAsync(station, new(station.Name, true, command.By, command.Reason, time.GetUtcNow()), asked);

    public Task<CommandReply> ResumeAsync(Station station, ResumeCommand command, Asked asked) =>
        SetAsync(station, new(station.Name, false, command.By, command.Reason, time.GetUtcNow()), asked);

    private async Task<CommandReply> SetAsync(Station station, Hold hold, Asked asked)
    {
        if (station.Hold.IsPaused == hold.IsPaused)
        {
            return CommandReply.Done($"Station {station.Name} {(hold.IsPaused ? "is paused" : "runs")} already.");
        }

        var done = CommandReply.Done(hold.IsPaused
            ? $"Station {station.Name} is paused: it takes no trigger and passes no part."
            : $"Station {station.Name} goes on.");
        if (hold.IsPaused)
        {
            station.Hold.Set(hold); // first: when the disk fails it is paused all the same, until the next start
        }

        await holds.SetAsync(hold, station.Recipe.Product, asked.Answer(done));
        station.Hold.Set(hold);
        Announce(station);
        if (hold.IsPaused)
        {
            Log.StationPaused(logger, station.Name, hold.By, hold.At);
        }
        else
        {
            Log.StationResumed(logger, station.Name, hold.By);
        }

        return done;
    }

    private void Announce(Station station)
    {
        var (last, topic) = (station.Hold.Last, topics.Run(station.Name));
        link.PublishRetained(topic, messages.Write(
            topic,
            new RunMessage(station.Hold.IsPaused ? RunState.Paused : RunState.Running, last?.By, last?.Reason, last?.At, station.Recipe.Product, station.Recipes)
            {
                Station = station.Name, Product = station.Recipe.Product,
            }));
    }
}
