using System.Text.Json;
using EdgeTransfer.Core.Audit;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Registry;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Learning;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Commands;
using EdgeTransfer.Storage.Heads;

namespace EdgeTransfer.Commands;

/// <summary>
/// Carries out what a person decides about heads: <c>activate</c>, <c>rollback</c>, <c>pin</c>, <c>reject</c>. Each answer is stored under the id of
/// its command, an acceptance in the transaction that does the thing: a repeat, also after a restart, is answered alike and does nothing.
/// </summary>
internal sealed class HeadHandler(HeadRegistry registry, HeadActivator activator, Rollbacks rollbacks, ReplyStore replies, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1); // two commands with one id must not both be new

    /// <summary>Takes one of the four commands.</summary>
    public Task<CommandReply> HandleAsync(Station station, CommandRequest request) => request.Name switch
    {
        "activate" => CommandRouter.ParseAsync(request, CommandJson.Default.ActivateCommand, c =>
            OnceAsync(station, request.Name, c.Id, c.By, c.Reason, accept => ActivateAsync(station, c, accept))),
        "rollback" => CommandRouter.ParseAsync(request, CommandJson.Default.RollbackCommand, c =>
            OnceAsync(station, request.Name, c.Id, c.By, c.Reason, accept => RollBackAsync(station, c, accept))),
        "pin" => CommandRouter.ParseAsync(request, CommandJson.Default.PinCommand, c =>
            OnceAsync(station, request.Name, c.Id, c.By, c.Reason, accept => PinAsync(station, c, accept))),
        _ => CommandRouter.ParseAsync(request, CommandJson.Default.RejectCommand, c =>
            OnceAsync(station, request.Name, c.Id, c.By, c.Reason, accept => RejectAsync(station, c, accept))),
    };

    public void Dispose() => _turn.Dispose();

    private async Task<CommandReply> OnceAsync(
        Station station, string name, Guid id, string by, string? reason, Func<Func<CommandReply, StoredReply>, Task<CommandReply>> handle)
    {
        if ((OperatorName.Error(by) ?? ReasonText.Error(reason)) is { } error)
        {
            return CommandReply.Refused("malformed", error);
        }

        await _turn.WaitAsync();
        try
        {
            if (await replies.FindAsync(id) is { } earlier)
            {
                return earlier.Station == station.Name && earlier.Name == name
                    ? Read(earlier.Reply)
                    : CommandReply.Refused("id_used", $"The id belongs to the command {earlier.Name} of station {earlier.Station}.");
            }

            var reply = await handle(Stored);
            if (reply.Reason is not null)
            {
                // Also a refusal: a late repeat of an approval must not approve what waits by then.
                await replies.SaveAsync(Stored(reply));
            }

            return reply;
        }
        finally
        {
            _turn.Release();
        }

        StoredReply Stored(CommandReply reply) =>
            new(id, station.Name, name, time.GetUtcNow(), JsonSerializer.Serialize(ReplyMessage.From(reply), MessageJson.Default.ReplyMessage));
    }

    private async Task<CommandReply> ActivateAsync(Station station, ActivateCommand command, Func<CommandReply, StoredReply> accept)
    {
        var product = station.Recipe.Product;
        if ((command.Head ?? registry.Status(product).Waiting?.Version) is not { } version)
        {
            return CommandReply.Refused("nothing_waits", $"No head of station {station.Name} waits for a person: name one in 'head'.");
        }

        if (registry.Candidate(product, version) is not { } candidate)
        {
            return UnknownHead(station, version);
        }

        var ruling = Warrant.OfPerson(candidate, command.By, command.Override, command.Reason);
        return ruling.IsGranted
            ? await ChangeAsync(station, ruling.Warrant, CommandReply.Accepted($"Head {version} judges from now on. {registry.Find(product, version)?.Sentence}".TrimEnd()), accept)
            : CommandReply.Refused(ruling.Code, ruling.Detail);
    }

    private async Task<CommandReply> RollBackAsync(Station station, RollbackCommand command, Func<CommandReply, StoredReply> accept)
    {
        var product = station.Recipe.Product;
        if ((command.To ?? registry.Status(product).Previous) is not { } version)
        {
            return CommandReply.Refused("no_previous", $"Station {station.Name} has no earlier head to go back to.");
        }

        if (registry.Candidate(product, version) is not { } candidate)
        {
            return UnknownHead(station, version);
        }

        var ruling = Warrant.OfRollback(candidate, command.By, command.Reason);
        return ruling.IsGranted
            ? await ChangeAsync(station, ruling.Warrant, CommandReply.Accepted($"Head {version} judges again, with the policy that was last in force on it."), accept)
            : CommandReply.Refused(ruling.Code, ruling.Detail);
    }

    private async Task<CommandReply> ChangeAsync(Station station, Warrant warrant, CommandReply accepted, Func<CommandReply, StoredReply> accept)
    {
        var refusal = await rollbacks.ActivateAsync(station, warrant, new() { Reply = accept(accepted) });
        return refusal is null
            ? accepted
            : CommandReply.Refused(refusal.Kind == RefusalKind.NotNow ? "changed_meanwhile" : "head_refused", refusal.Message);
    }

    private async Task<CommandReply> PinAsync(Station station, PinCommand command, Func<CommandReply, StoredReply> accept)
    {
        var product = station.Recipe.Product;
        if (registry.Find(product, command.Head) is not { } head)
        {
            return UnknownHead(station, command.Head);
        }

        if (activator.Load(station, command.Head) is { IsOk: false, Refusal: var refusal })
        {
            return CommandReply.Refused(head.State == HeadState.Deleted ? "deleted" : "head_refused", refusal.Message);
        }

        var accepted = CommandReply.Accepted($"Gates compare with head {head.Version} from now on.");
        await registry.PinAsync(head, command.By, command.Reason, time.GetUtcNow(), accept(accepted));
        await activator.AnnounceAsync(station);
        return accepted;
    }

    private async Task<CommandReply> RejectAsync(Station station, RejectCommand command, Func<CommandReply, StoredReply> accept)
    {
        var product = station.Recipe.Product;
        if (registry.Status(product).Waiting is not { } waiting || (command.Head is { } named && named != waiting.Version))
        {
            return CommandReply.Refused("nothing_waits", command.Head is null ? $"No head of station {station.Name} waits for a person." : $"Head {command.Head} does not wait for a person.");
        }

        var (accepted, at) = (CommandReply.Accepted($"Head {waiting.Version} is dropped; the present head goes on."), time.GetUtcNow());
        var entry = new AuditEntry(
            AuditKind.Override, product, waiting.Version, command.By, at,
            JsonSerializer.Serialize(new { kind = "reject", reason = command.Reason, gate = waiting.Sentence }, JsonSerializerOptions.Web));
        if (!await registry.MoveAsync(waiting, HeadState.Rejected, at, entry, accept(accepted)))
        {
            return CommandReply.Refused("changed_meanwhile", $"Head {waiting.Version} does not wait any more.");
        }

        await activator.AnnounceAsync(station);
        return accepted;
    }

    private static CommandReply UnknownHead(Station station, string version) => CommandReply.Refused("unknown_head", $"Station {station.Name} has no head '{version}'.");

    private static CommandReply Read(string json) => JsonSerializer.Deserialize(json, MessageJson.Default.ReplyMessage) is { } reply
        ? new(reply.Status, reply.Reason, reply.Detail)
        : CommandReply.Refused("fault", "The stored answer cannot be read.");
}
