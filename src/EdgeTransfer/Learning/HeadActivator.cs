using System.Text;
using System.Text.Json;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Inference.Judging;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Policies;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Learning;

/// <summary>Puts heads into service: at start the one that was active, later the one that passed the gate.</summary>
internal sealed class HeadActivator(HeadFolders heads, PolicyStore policies, IMqttLink link, Topics topics, TimeProvider time, ILogger<HeadActivator> logger)
    : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1); // head and policy change one at a time, and are announced in that order

    /// <summary>Reads a stored head and binds its tensors; refuses one of another feature space.</summary>
    public Result<ServedHead> Load(Station station, string version) =>
        HeadLoader.Bind(heads.Load(station.Recipe.Product, version), station.ServedKey);

    /// <summary>
    /// The same of a head that was just stored, proved against its reference: what will judge is what is on the disk.
    /// </summary>
    public Result<ServedHead> LoadProved(Station station, Models models, string version)
    {
        var head = Load(station, version);
        if (head.IsOk && GoldenCheck.CheckHead(models.Backbone, models.Graphs, models.Golden, head.Value).Refusal is { } mismatch)
        {
            head.Value.Dispose();
            return mismatch;
        }

        return head;
    }

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

    /// <summary>Lays another policy on the head that judges, in place of the one expected there; its version is given here.</summary>
    /// <returns>The policy in force; NotNow when head or policy have changed meanwhile.</returns>
    public async Task<Result<Policy>> LayAsync(Station station, Policy policy, string expected, string by)
    {
        await _turn.WaitAsync();
        try
        {
            if (station.Slot.Lease() is not { } lease)
            {
                return new Refusal(RefusalKind.NotNow, "No head judges any more.");
            }

            using (lease)
            {
                if (lease.Policy.Version != expected || lease.Policy.Head != policy.Head)
                {
                    return new Refusal(RefusalKind.NotNow, $"Policy {lease.Policy.Version} has come into force meanwhile: look at it, then ask again.");
                }

                var laid = policy with { Version = $"p-{policy.Head}-{1 + await policies.CountAsync(station.Recipe.Product, policy.Head)}" };
                await AppendAsync(station, laid, by, expected);
                station.Slot.TryPublish(laid); // the head cannot have changed: that waits for this turn
                Announce(station, lease.Head.Manifest, laid, null);
                return laid;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Makes the head the active one on disk, then in service. The slot owns it from here on.</summary>
    /// <param name="station">Where it judges.</param>
    /// <param name="head">Freed here when it is refused.</param>
    /// <param name="policy">Laid on this head.</param>
    /// <param name="by">Who asked for it.</param>
    /// <param name="gate">The sentence of the gate that it passed.</param>
    /// <param name="parent">Head and policy that it was made from and that must judge still; null: whatever judges is replaced.</param>
    public async Task<Refusal?> ActivateAsync(Station station, ServedHead head, Policy policy, string by, string gate, JudgeLease? parent = null)
    {
        await _turn.WaitAsync();
        try
        {
            if (parent is { } expected && !station.Slot.Holds(expected))
            {
                head.Dispose();
                return new Refusal(RefusalKind.NotNow, "head or bands have changed meanwhile: the next training learns it");
            }

            await AppendAsync(station, policy, by);
            var activated = heads.Activate(station.Recipe.Product, head.Manifest.Version);
            if (!activated.IsOk)
            {
                head.Dispose();
                return activated.Refusal;
            }

            Publish(station, head, policy, gate);
            return null;
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private Task AppendAsync(Station station, Policy policy, string by, string? movedFrom = null) => policies.AppendAsync(
        new(station.Recipe.Product, policy.Version, policy.Head, Encoding.UTF8.GetString(MessageJson.Write(policy)), by, time.GetUtcNow()) { MovedFrom = movedFrom });

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
