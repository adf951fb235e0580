using EdgeTransfer.Commands;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Golden;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Golden;

/// <summary>Carries out <c>golden</c>: locks labelled parts that every challenger must judge as locked, and releases them.</summary>
internal sealed class GoldenHandler(GoldenStore golden, TimeProvider time, ILogger<GoldenHandler> logger)
{
    public async Task<CommandReply> HandleAsync(Station station, GoldenCommand command, Asked asked)
    {
        var (product, now) = (station.Recipe.Product, time.GetUtcNow());
        var done = command.Release
            ? await golden.ReleaseAsync(product, command.PartId, command.By, now, (part, count) => asked.Answer(Said(part, count)))
            : await golden.LockAsync(product, command.PartId, command.Verdict, command.By, now, (part, count) => asked.Answer(Said(part, count)));
        if (!done.IsOk)
        {
            return CommandReply.Refused(
                done.Refusal.Kind != RefusalKind.NotFound ? RefusalReason.ContradictsLabel : command.Release ? RefusalReason.NotGolden : RefusalReason.NotLabelled, done.Refusal.Message);
        }

        var count = (await golden.ListAsync(product)).Count;
        Log.GoldenChanged(logger, station.Name, command.By, Sentence(done.Value, command.Release), count);
        return Said(done.Value, count);

        CommandReply Said(GoldenPart part, int all) => CommandReply.Done($"{Sentence(part, command.Release)} Golden parts of {product}: {all}.");
    }

    private static string Sentence(GoldenPart part, bool released) => released
        ? $"{part.PartId} is released: it may be learnt from again."
        : $"{part.PartId} ('{part.Class}') is locked as {Words.Of(part.Locked)}: every challenger must judge it so, and no head learns from it.";
}
