using EdgeTransfer.Core.Messages;
using EdgeTransfer.Hosting;
using EdgeTransfer.Learning;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Stations;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Commands;

/// <summary>
/// Changes what a station makes. Feature space, head, policy and recipe change in one step, because the service stops in good order and
/// begins again with the other recipe: no part is judged by a mixture (law 3), and none is open meanwhile (law 1).
/// </summary>
internal sealed class RecipeHandler(RecipeStore store, Trainer trainer, ServiceRestart restart, Topics topics, TimeProvider time, ILogger<RecipeHandler> logger)
{
    public async Task<CommandReply> HandleAsync(Station station, RecipeCommand command, Asked asked)
    {
        if (!station.Recipes.Contains(command.Recipe, StringComparer.Ordinal))
        {
            return CommandReply.Refused(RefusalReason.UnknownRecipe, $"Station {station.Name} has no recipe '{command.Recipe}'. It has: {string.Join(", ", station.Recipes)}.");
        }

        if (restart.IsWanted || trainer.Runs(station))
        {
            return CommandReply.Refused(RefusalReason.Busy, restart.IsWanted ? "The service is about to begin again." : $"A training of station {station.Name} runs: ask again when it has ended, or cancel it.");
        }

        var was = station.Recipe.Product;
        if (was == command.Recipe)
        {
            return CommandReply.Done($"Station {station.Name} works by recipe {was} already.");
        }

        var accepted = CommandReply.Accepted(
            $"Station {station.Name} goes over from {was} to {command.Recipe}: the service begins again, for some seconds no station takes a trigger.", topics.Run(station.Name));
        await store.ChooseAsync(new(station.Name, command.Recipe, was, command.By, command.Reason, time.GetUtcNow()), asked.Answer(accepted));
        Log.RecipeChanged(logger, station.Name, was, command.Recipe, command.By);
        restart.Ask();
        return accepted;
    }
}
