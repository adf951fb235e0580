using System.Text.Json;
using EdgeTransfer.Core.Audit;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Registry;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Learning;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Heads;

namespace EdgeTransfer.Commands;

/// <summary>
/// Carries out what a person decides about heads: <c>activate</c>, <c>rollback</c>, <c>pin</c>, <c>reject</c>. What is done is written in one
/// transaction with the answer.
/// </summary>
internal sealed class HeadHandler(HeadRegistry registry, HeadActivator activator, Rollbacks rollbacks, TimeProvider time)
{
    public async Task<CommandReply> ActivateAsync(Station station, ActivateCommand command, Asked asked)
    {
        var product = station.Recipe.Product;
        if ((command.Head ?? registry.Status(product).Waiting?.Version) is not { } version)
        {
            return CommandReply.Refused(RefusalReason.NothingWaits, $"No head of station {station.Name} waits for a person: name one in 'head'.");
        }

        if (registry.Candidate(product, version) is not { } candidate)
        {
            return UnknownHead(station, version);
        }

        var ruling = Warrant.OfPerson(candidate, command.By, command.Override, command.Reason);
        return ruling.IsGranted
            ? await ChangeAsync(station, ruling.Warrant, CommandReply.Done($"Head {version} judges from now on. {registry.Find(product, version)?.Sentence}".TrimEnd()), asked)
            : Refused(ruling);
    }

    public async Task<CommandReply> RollBackAsync(Station station, RollbackCommand command, Asked asked)
    {
        var product = station.Recipe.Product;
        if ((command.To ?? registry.Status(product).Previous) is not { } version)
        {
            return CommandReply.Refused(RefusalReason.NoPrevious, $"Station {station.Name} has no earlier head to go back to.");
        }

        if (registry.Candidate(product, version) is not { } candidate)
        {
            return UnknownHead(station, version);
        }

        var ruling = Warrant.OfRollback(candidate, command.By, command.Reason);
        return ruling.IsGranted
            ? await ChangeAsync(station, ruling.Warrant, CommandReply.Done($"Head {version} judges again, with the policy that was last in force on it."), asked)
            : Refused(ruling);
    }

    private async Task<CommandReply> ChangeAsync(Station station, Warrant warrant, CommandReply done, Asked asked)
    {
        var refusal = await rollbacks.ActivateAsync(station, warrant, new() { Reply = asked.Answer(done) });
        return refusal is null
            ? done
            : CommandReply.Refused(refusal.Kind == RefusalKind.NotNow ? RefusalReason.ChangedMeanwhile : RefusalReason.HeadRefused, refusal.Message);
    }

    public async Task<CommandReply> PinAsync(Station station, PinCommand command, Asked asked)
    {
        var product = station.Recipe.Product;
        if (registry.Find(product, command.Head) is not { } head)
        {
            return UnknownHead(station, command.Head);
        }

        if (activator.Load(station, command.Head) is { IsOk: false, Refusal: var refusal })
        {
            return CommandReply.Refused(head.State == HeadState.Deleted ? RefusalReason.Deleted : RefusalReason.HeadRefused, refusal.Message);
        }

        var done = CommandReply.Done($"Gates compare with head {head.Version} from now on.");
        await registry.PinAsync(head, command.By, command.Reason, time.GetUtcNow(), asked.Answer(done));
        await activator.AnnounceAsync(station);
        return done;
    }

    public async Task<CommandReply> RejectAsync(Station station, RejectCommand command, Asked asked)
    {
        var product = station.Recipe.Product;
        if (registry.Status(product).Waiting is not { } waiting || (command.Head is { } named && named != waiting.Version))
        {
            return CommandReply.Refused(RefusalReason.NothingWaits, command.Head is null ? $"No head of station {station.Name} waits for a person." : $"Head {command.Head} does not wait for a person.");
        }

        var (done, at) = (CommandReply.Done($"Head {waiting.Version} is dropped; the present head goes on."), time.GetUtcNow());
        var entry = new AuditEntry(
            AuditKind.Override, product, waiting.Version, command.By, at,
            JsonSerializer.Serialize(new { kind = "reject", reason = command.Reason, gate = waiting.Sentence }, JsonSerializerOptions.Web));
        if (!await registry.MoveAsync(waiting, HeadState.Rejected, at, entry, asked.Answer(done)))
        {
            return CommandReply.Refused(RefusalReason.ChangedMeanwhile, $"Head {waiting.Version} does not wait any more.");
        }

        await activator.AnnounceAsync(station);
        return done;
    }

    private static CommandReply UnknownHead(Station station, string version) => CommandReply.Refused(RefusalReason.UnknownHead, $"Station {station.Name} has no head '{version}'.");

    private static CommandReply Refused(Ruling ruling) => CommandReply.Refused(RefusalReasons.Read(ruling.Code!), ruling.Detail!);
}
