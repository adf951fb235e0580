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
    public async Task<CommandReply> HandleAsync(Station station, GoldenCommand command)
    {
        if (OperatorName.Error(command.By) is { } error)
        {
            return CommandReply.Refused("malformed", error);
        }

        if (command is { Release: true, Verdict: not null })
        {
            return CommandReply.Refused("malformed", "'verdict' and 'release' contradict each other: give one of them.");
        }

        var (product, now) = (station.Recipe.Product, time.GetUtcNow());
        var done = command.Release
            ? await golden.ReleaseAsync(product, command.PartId, command.By, now)
            : await golden.LockAsync(product, command.PartId, command.Verdict, command.By, now);
        if (!done.IsOk)
        {
            return CommandReply.Refused(done.Refusal.Kind == RefusalKind.NotFound ? (command.Release ? "not_golden" : "not_labelled") : "contradicts_label", done.Refusal.Message);
        }

        var count = (await golden.ListAsync(product)).Count;
        var sentence = Sentence(done.Value, command.Release);
        Log.GoldenChanged(logger, station.Name, command.By, sentence, count);
        return CommandReply.Accepted($"{sentence} Golden parts of {product}: {count}.");
    }

    private static string Sentence(GoldenPart part, bool released) => released
        ? $"{part.PartId} is released: it may be learnt from again."
        : $"{part.PartId} ('{part.Class}') is locked as {Words.Of(part.Locked)}: every challenger must judge it so, and no head learns from it.";
}
