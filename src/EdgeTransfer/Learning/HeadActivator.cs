using System.Text;
using System.Text.Json;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Policies;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Learning;

/// <summary>Puts heads into service: at start the one that was active, later the one that passed the gate.</summary>
internal sealed class HeadActivator(HeadFolders heads, PolicyStore policies, IMqttLink link, Topics topics, TimeProvider time, ILogger<HeadActivator> logger)
{
    /// <summary>Reads a stored head and binds its tensors; refuses one of another feature space.</summary>
    public Result<ServedHead> Load(Station station, string version) =>
        HeadLoader.Bind(heads.Load(station.Recipe.Product, version), station.ServedKey);

    /// <summary>Puts the active head of the station back into service; without a sound one the station stays not taught.</summary>
    public async Task RestoreAsync(Station station)
    {
        var active = heads.Active(station.Recipe.Product);
        if (active is { IsOk: true, Value: null })
        {
            Announce(station, null, null, null);
            return;
        }

        var head = active.IsOk ? Load(station, active.Value!.Version) : active.Refusal;
        var policy = head.IsOk ? await PolicyOfAsync(station, head.Value.Manifest.Version) : head.Refusal;
        if (!policy.IsOk)
        {
            if (head.IsOk)
            {
                head.Value.Dispose();
            }

            Log.HeadRefused(logger, station.Name, policy.Refusal.Message);
            Announce(station, null, null, policy.Refusal.Message);
            return;
        }

        Publish(station, head.Value!, policy.Value, null);
    }

    /// <summary>Makes the head the active one on disk, then in service. The slot owns it from here on.</summary>
    public async Task<Refusal?> ActivateAsync(Station station, ServedHead head, Policy policy, string by, string gate)
    {
        await policies.AppendAsync(new(
            station.Recipe.Product, policy.Version, policy.Head, Encoding.UTF8.GetString(MessageJson.Write(policy)), by, time.GetUtcNow()));
        var activated = heads.Activate(station.Recipe.Product, head.Manifest.Version);
        if (!activated.IsOk)
        {
            head.Dispose();
            return activated.Refusal;
        }

        Publish(station, head, policy, gate);
        return null;
    }

    private async Task<Result<Policy>> PolicyOfAsync(Station station, string head)
    {
        var row = await policies.LatestAsync(station.Recipe.Product, head);
        if (row is null)
        {
            return new Refusal(RefusalKind.NotFound, $"There is no policy for head {head}: train again.");
        }

        try
        {
            if (JsonSerializer.Deserialize(row.Json, MessageJson.Default.Policy) is { } policy && policy.Head == head)
            {
                return policy;
            }
        }
        catch (JsonException)
        {
            // Told below: whoever wrote this row, it is no policy.
        }

        return new Refusal(RefusalKind.Damaged, $"The policy stored for head {head} is no policy for it: train again.");
    }

    private void Publish(Station station, ServedHead head, Policy policy, string? gate)
    {
        var (manifest, from) = (head.Manifest, station.Slot.HeadVersion);
        station.Slot.Publish(head, policy);
        Log.HeadActivated(logger, station.Name, manifest.Version, from ?? "none", policy.Version);
        Announce(station, manifest, policy, gate);
    }

    private void Announce(Station station, HeadManifest? manifest, Policy? policy, string? gate) => link.PublishRetained(
        topics.Model(station.Name),
        MessageJson.Write(new ModelMessage(
            ModelMessage.CurrentSchema, station.Name, manifest?.Version, manifest?.Parent, manifest?.Classes ?? [], policy, time.GetUtcNow(), gate)));
}
