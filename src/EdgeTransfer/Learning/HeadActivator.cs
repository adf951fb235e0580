using System.Text;
using EdgeTransfer.Core.Faults;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Registry;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Inference.Judging;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Commands;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Policies;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Learning;

/// <summary>
/// Puts heads into service. The steps, in this order: the head is loaded and proved; one transaction writes policy, state, history and log;
/// the pointer on the disk follows; the slot takes the head between two parts; the model topic says so. The transaction decides: a kill before
/// it leaves the former head, a kill after it leaves the new one, and the next start does what is missing.
/// </summary>
internal sealed class HeadActivator(
    HeadFolders heads, HeadRegistry registry, PolicyStore policies, WatchStarter watch, IMqttLink link, MessageWriter messages, Topics topics, TimeProvider time,
    ILogger<HeadActivator> logger)
    : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1); // head and policy change one at a time, and are announced in that order
    private readonly HeadShelf _shelf = new();

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

    /// <summary>The head that judged just before, still bound and proved; any other is loaded and proved.</summary>
    public Result<ServedHead> TakeOrLoad(Station station, Models models, string version) =>
        _shelf.Take(station, version) is { } head ? head : LoadProved(station, models, version);

    /// <summary>The policy that was last in force on a head, or laid on it at its training.</summary>
    public Task<Result<Policy>> PolicyOfAsync(Station station, string head) => StoredPolicy.OfAsync(policies, station.Recipe.Product, head);

    /// <summary>A policy as it is stored.</summary>
    public PolicyRow Row(Station station, Policy policy, string by) =>
        new(station.Recipe.Product, policy.Version, policy.Head, Encoding.UTF8.GetString(MessageJson.Write(policy)), by, time.GetUtcNow());

    /// <summary>Lays another policy on the head that judges, in place of the one expected there; its version is given here, and the answer to the command is kept with it.</summary>
    /// <returns>The policy in force; NotNow when head or policy have changed meanwhile.</returns>
    public async Task<Result<Policy>> LayAsync(Station station, Policy policy, string expected, string by, Func<Policy, StoredReply>? answer = null)
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
                await policies.AppendAsync(Row(station, laid, by) with { MovedFrom = expected }, answer?.Invoke(laid));
                station.Slot.TryPublish(laid); // the head cannot have changed: that waits for this turn
                Announce(station, null);
                return laid;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Makes the head the active one, by a warrant for it. The slot owns it from here on; it is freed when it is refused.</summary>
    /// <param name="station">Where it judges.</param>
    /// <param name="head">Loaded and proved.</param>
    /// <param name="policy">Laid on this head.</param>
    /// <param name="warrant">The right to it.</param>
    /// <param name="notes">What is written with it.</param>
    /// <param name="parent">Head and policy that it was made from and that must judge still; null: whatever judges is replaced.</param>
    public async Task<Refusal?> ActivateAsync(
        Station station, ServedHead head, Policy policy, Warrant warrant, ActivationNotes? notes = null, JudgeLease? parent = null)
    {
        if (warrant.Head != head.Manifest.Version)
        {
            head.Dispose();
            throw new ArgumentException($"The warrant is for head {warrant.Head}, not for {head.Manifest.Version}.", nameof(warrant));
        }

        await _turn.WaitAsync();
        try
        {
            if (parent is { } expected && !station.Slot.Holds(expected))
            {
                head.Dispose();
                return new Refusal(RefusalKind.NotNow, "head or bands have changed meanwhile: the next training learns it");
            }

            return await ActivateInTurnAsync(station, head, policy, warrant, notes ?? new());
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Says on the model topic how things stand, after a change that is no activation.</summary>
    public async Task AnnounceAsync(Station station, string? refusal = null)
    {
        await _turn.WaitAsync();
        try
        {
            Announce(station, refusal);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Publishes the head that the history names, at start; nothing is written.</summary>
    public async Task ResumeAsync(Station station, ServedHead head, Policy policy)
    {
        await _turn.WaitAsync();
        try
        {
            Publish(station, head, policy);
            Announce(station, null);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Writes the pointer after the history. It is a copy: when that fails, the next start writes it.</summary>
    public void Point(string product, Activation activation)
    {
        try
        {
            heads.Point(product, activation.Version, activation.Sequence);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Log.PointerNotWritten(logger, product, activation.Version, e);
        }
    }

    public void Dispose()
    {
        _shelf.Dispose();
        _turn.Dispose();
    }

    private async Task<Refusal?> ActivateInTurnAsync(Station station, ServedHead head, Policy policy, Warrant warrant, ActivationNotes notes)
    {
        Result<Activation> activated;
        try
        {
            FaultPoints.Reached("activation.begin");
            activated = await registry.ActivateAsync(new(station.Recipe.Product, warrant, Row(station, policy, warrant.By), time.GetUtcNow())
            {
                From = notes.From, Bar = notes.Bar, Reply = notes.Reply,
            });
        }
        catch
        {
            head.Dispose(); // nothing is written: the former head goes on
            throw;
        }

        if (!activated.IsOk)
        {
            head.Dispose();
            return activated.Refusal;
        }

        FaultPoints.Reached("activation.committed");
        Point(station.Recipe.Product, activated.Value);
        FaultPoints.Reached("activation.pointed");
        var former = station.Slot.Lease();
        Publish(station, head, policy);
        FaultPoints.Reached("activation.published");
        Announce(station, null);
        if (former is { } previous)
        {
            await watch.BeginAsync(station, activated.Value, previous);
        }

        FaultPoints.Reached("activation.announced");
        return null;
    }

    private void Publish(Station station, ServedHead head, Policy policy)
    {
        var former = station.Slot.Lease();
        station.Slot.Publish(head, policy);
        if (former is { } lease)
        {
            _shelf.Put(station, lease);
        }

        Log.HeadActivated(logger, station.Name, head.Manifest.Version, former?.Head.Manifest.Version ?? "none", policy.Version);
    }

    private void Announce(Station station, string? refusal)
    {
        var status = registry.Status(station.Recipe.Product);
        using var lease = station.Slot.Lease();
        var manifest = lease?.Head.Manifest;
        var topic = topics.Model(station.Name);
        link.PublishRetained(topic, messages.Write(topic, new ModelMessage(
            manifest?.Version, manifest?.Parent, manifest?.Classes ?? [], lease?.Policy,
            manifest is not null && status.Last is { } last ? last.At : time.GetUtcNow(), manifest is null ? refusal : status.Active?.Sentence)
        {
            Station = station.Name,
            Product = station.Recipe.Product,
            ActivatedBy = manifest is null ? null : status.Last?.By,
            Previous = status.Previous,
            Pinned = status.Pinned,
            Waiting = status.Waiting is { Decision: { } decision } waiting ? new(waiting.Version, decision, waiting.Sentence ?? "", waiting.Since) : null,
        }));
    }
}
