using System.Globalization;
using EdgeTransfer.Commands;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Learning;
using EdgeTransfer.Stations;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Thresholds;

/// <summary>Carries out <c>threshold</c>: says what other bands would do, and lays them when it is asked to.</summary>
internal sealed class ThresholdHandler(StationSet stations, PartBook book, HeadActivator activator, ILogger<ThresholdHandler> logger)
{
    public async Task<CommandReply> HandleAsync(Station station, ThresholdCommand command, Asked asked, CancellationToken cancellation)
    {
        if (station.Slot.Lease() is not { } lease)
        {
            return CommandReply.Refused(RefusalReason.NotTaught, $"Station {station.Name} has no head yet, so there is nothing to lay bands on: label and train.");
        }

        using (lease)
        {
            return await MoveAsync(station, command, asked, lease, cancellation);
        }
    }

    private async Task<CommandReply> MoveAsync(Station station, ThresholdCommand command, Asked asked, JudgeLease lease, CancellationToken cancellation)
    {
        var before = lease.Policy;
        if (command.Policy is { } expected && expected != before.Version)
        {
            return CommandReply.Refused(RefusalReason.PolicyChanged, $"Policy {before.Version} is in force, not {expected}: look at it, then ask again.");
        }

        if (stations.ModelsOf(station) is not { IsOk: true } models)
        {
            return CommandReply.Refused(RefusalReason.ModelRefused, stations.ModelsOf(station).Refusal!.Message);
        }

        var known = await book.OpenAsync(station, models.Value, lease.Head, cancellation);
        var proposed = Propose(station, command, before, known);
        if (!proposed.IsOk)
        {
            return CommandReply.Refused(RefusalReason.NoScores, proposed.Refusal.Message);
        }

        var effect = known.Effect(before, proposed.Value);
        if (command.Preview)
        {
            return CommandReply.Done($"Preview, nothing was changed. {Describe(before, proposed.Value, effect)}") with { Policy = proposed.Value, Effect = effect };
        }

        var laid = await activator.LayAsync(station, proposed.Value, before.Version, command.By, policy => asked.Answer(Laid(policy)));
        if (!laid.IsOk)
        {
            return CommandReply.Refused(RefusalReason.PolicyChanged, laid.Refusal.Message);
        }

        Log.BandsMoved(logger, station.Name, laid.Value.Version, command.By, before.Version, Describe(before, laid.Value, effect));
        return Laid(laid.Value);

        CommandReply Laid(Policy policy) =>
            CommandReply.Done($"Policy {policy.Version} is in force. {Describe(before, policy, effect)}") with { Policy = policy, Effect = effect };
    }

    private static Result<Policy> Propose(Station station, ThresholdCommand command, Policy before, KnownParts known)
    {
        if (command.Bands() is { } bands)
        {
            return BandProposal.ByHand(before.Head, "proposed", known.OutOfFold.Value, bands) with { Command = command.Id };
        }

        if (!known.OutOfFold.IsOk)
        {
            return known.OutOfFold.Refusal;
        }

        return known.OutOfFold.Value.Good.Count == 0
            ? new Refusal(RefusalKind.NotNow, "No part that the head learnt from is labelled good any more: train again.")
            : BandProposal.From(before.Head, "proposed", known.OutOfFold.Value, command.Targets(station.Targets)!) with { Command = command.Id };
    }

    private static string Describe(Policy before, Policy after, BandEffect effect) => string.Create(
        CultureInfo.InvariantCulture,
        $"UNSURE from {after.UnsureFrom:0.###} (before: {before.UnsureFrom:0.###}), NG from {after.NgFrom:0.###} (before: {before.NgFrom:0.###}). {effect.Sentence} {after.Guarantee?.Statement} {after.Guarantee?.Fallback}").TrimEnd();
}
