using System.Text.Json;
using EdgeTransfer.Core.Audit;
using EdgeTransfer.Core.Faults;
using EdgeTransfer.Core.Gates;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Registry;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Core.Watching;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Heads;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Learning;

/// <summary>
/// Takes a challenger from its gate to where the station's mode lets it go: into service, on trial, before a person, or no further.
/// <see cref="PromotionDecider"/> decides; the registry has it in writing before anything changes.
/// </summary>
internal sealed class Promotion(HeadRegistry registry, HeadActivator activator, HeadKeeper keeper, ITrials trials, TimeProvider time, ILogger<Promotion> logger)
    : ITrialEnd
{
    /// <summary>Takes a challenger after its gate; its head is freed here or owned by whatever takes it.</summary>
    public async Task<PromotionResult> OfferAsync(Challenger challenger, GateReport report)
    {
        var (station, outcome) = (challenger.Station, report.Decision);
        var step = PromotionDecider.Decide(station.GateMode, outcome, trials.IsWanted(station));
        if (await AddAsync(challenger, PromotionDecider.StateOf(step, outcome), outcome, report.Sentence, JsonSerializer.Serialize(report, MessageJson.Default.GateReport)) is { } refusal)
        {
            challenger.Head.Dispose();
            return new("failed", refusal.Message);
        }

        FaultPoints.Reached("promotion.gated");
        var result = step switch
        {
            PromotionStep.Activate => await ActivateAsync(challenger, report.Sentence),
            PromotionStep.Trial => await TryAsync(station, challenger, report.Sentence),
            _ => await LeaveAsync(challenger, step, outcome, report.Sentence),
        };
        await keeper.CleanAsync(station);
        return result;
    }

    /// <summary>Puts a grown head into service after the small gate that it has passed; no mode asks a person again.</summary>
    /// <param name="child">The grown head.</param>
    /// <param name="report">Of the small gate.</param>
    /// <param name="parent">Must judge still.</param>
    public async Task<Refusal?> GrowAsync(Challenger child, GrowthReport report, JudgeLease parent)
    {
        var outcome = report.Passed ? GateDecision.Passed : GateDecision.NotPassed;
        if (await AddAsync(child, PromotionDecider.StateOf(outcome), outcome, report.Sentence, JsonSerializer.Serialize(report, JsonSerializerOptions.Web)) is { } refused)
        {
            child.Head.Dispose();
            return refused;
        }

        var ruling = Warrant.OfGrowth(CandidateOf(child.Station, child.Head.Manifest.Version), child.By);
        if (!ruling.IsGranted)
        {
            child.Head.Dispose();
            return new Refusal(RefusalKind.Invalid, ruling.Detail);
        }

        var refusal = await activator.ActivateAsync(child.Station, child.Head, child.Policy, ruling.Warrant, null, parent);
        await keeper.CleanAsync(child.Station);
        return refusal;
    }

    /// <summary>
    /// At start: a head that the service had in writing as passed, and died before it came into service, goes where the mode lets it go.
    /// </summary>
    /// <returns>Null where there is nothing to do.</returns>
    public async Task<PromotionResult?> FinishAsync(Station station, Models models, HeadRow head, string by)
    {
        if (head is not { State: HeadState.Passed, Decision: { } decision } || PromotionDecider.Decide(station.GateMode, decision, trials.IsWanted(station)) != PromotionStep.Activate)
        {
            return null;
        }

        var (loaded, policy) = (activator.LoadProved(station, models, head.Version), await activator.PolicyOfAsync(station, head.Version));
        if (loaded.IsOk && policy.IsOk)
        {
            return await ActivateAsync(new(station, loaded.Value, policy.Value, by), head.Sentence ?? "");
        }

        loaded.Value?.Dispose();
        return new("failed", (loaded.Refusal ?? policy.Refusal)!.Message);
    }

    /// <summary>At start: a head whose trial does not go on by itself waits for a person.</summary>
    public async Task ResumeAsync(Station station)
    {
        foreach (var head in registry.List(station.Recipe.Product).Where(h => h.State == HeadState.OnTrial))
        {
            if (!await trials.GoesOnAsync(station, head.Version))
            {
                await WaitAsync(station, head, "The trial was cut off.");
            }
        }
    }

    /// <inheritdoc/>
    public Task TrialEndedAsync(Station station, TrialPlan plan, TrialState state) =>
        EndTrialAsync(station, plan.Challenger, state.Decision == WatchDecision.Passed, state.Sentence ?? "");

    private Task<Refusal?> AddAsync(Challenger challenger, HeadState state, GateDecision decision, string sentence, string report)
    {
        var row = HeadKeeper.RowOf(challenger.Head.Manifest, state, time.GetUtcNow()) with { Decision = decision, Sentence = sentence, Gate = report };
        return registry.AddAsync(row, activator.Row(challenger.Station, challenger.Policy, challenger.By));
    }

    private async Task<PromotionResult> ActivateAsync(Challenger challenger, string sentence)
    {
        var station = challenger.Station;
        var ruling = Warrant.OfGate(CandidateOf(station, challenger.Head.Manifest.Version), station.GateMode, challenger.By);
        if (!ruling.IsGranted)
        {
            challenger.Head.Dispose();
            return new("failed", ruling.Detail);
        }

        return await activator.ActivateAsync(station, challenger.Head, challenger.Policy, ruling.Warrant) is { } refusal
            ? new("failed", refusal.Message)
            : new("swapped", sentence);
    }

    private async Task<PromotionResult> TryAsync(Station station, Challenger challenger, string sentence)
    {
        var version = challenger.Head.Manifest.Version;
        if (await trials.BeginAsync(station, challenger.Head, challenger.Policy) is not { } refusal)
        {
            return new("on_trial", sentence);
        }

        await WaitAsync(station, registry.Find(station.Recipe.Product, version)!, refusal.Message);
        return new("waiting", $"{sentence} {refusal.Message}");
    }

    private async Task<PromotionResult> LeaveAsync(Challenger challenger, PromotionStep step, GateDecision outcome, string sentence)
    {
        challenger.Head.Dispose();
        if (step == PromotionStep.Wait)
        {
            await activator.AnnounceAsync(challenger.Station);
            Log.HeadWaits(logger, challenger.Station.Name, challenger.Head.Manifest.Version, sentence);
            return new("waiting", sentence);
        }

        return new(outcome == GateDecision.NotPassed ? "not_passed" : "kept", sentence);
    }

    /// <summary>After a trial that went well the gate's warrant holds; after any other a person looks at it.</summary>
    private async Task EndTrialAsync(Station station, string version, bool isWell, string seen)
    {
        if (registry.Find(station.Recipe.Product, version) is not { State: HeadState.OnTrial } head)
        {
            return; // another challenger or a person has come first
        }

        var ruling = isWell ? Warrant.OfGate(CandidateOf(station, version), station.GateMode, Warrant.Device) : Ruling.Refused("trial", seen);
        var loaded = ruling.IsGranted ? activator.Load(station, version) : new Refusal(RefusalKind.NotNow, ruling.Detail);
        var policy = await activator.PolicyOfAsync(station, version);
        if (loaded.IsOk && policy.IsOk)
        {
            if (await activator.ActivateAsync(station, loaded.Value, policy.Value, ruling.Warrant!) is { } refusal)
            {
                Log.TrialNotFollowed(logger, station.Name, version, refusal.Message);
            }

            await keeper.CleanAsync(station);
            return;
        }

        loaded.Value?.Dispose();
        await WaitAsync(station, head, $"{seen} {(loaded.Refusal ?? policy.Refusal)!.Message}");
    }

    private async Task WaitAsync(Station station, HeadRow head, string why)
    {
        var at = time.GetUtcNow();
        var entry = new AuditEntry(AuditKind.Gate, head.Product, head.Version, Warrant.Device, at, JsonSerializer.Serialize(new { state = "waiting", trial = why }));
        if (await registry.MoveAsync(head, HeadState.Waiting, at, entry))
        {
            Log.HeadWaits(logger, station.Name, head.Version, why);
            await activator.AnnounceAsync(station);
        }
    }

    private Candidate CandidateOf(Station station, string version) =>
        registry.Candidate(station.Recipe.Product, version) ?? throw new InvalidOperationException($"Head {version} was just added.");
}
