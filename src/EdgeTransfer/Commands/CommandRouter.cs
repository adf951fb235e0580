using System.Text.Json.Serialization.Metadata;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Golden;
using EdgeTransfer.Stations;
using EdgeTransfer.Thresholds;

namespace EdgeTransfer.Commands;

/// <summary>Knows all commands, and hands each to who carries it out.</summary>
internal sealed class CommandRouter : ICommandHandler
{
    private const int MaxName = 64;

    private readonly StationSet _stations;
    private readonly CommandBook _book;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, ICommandRoute> _routes;

    public CommandRouter(
        StationSet stations, CommandBook book, TimeProvider time, LabelHandler labels, LabelsHandler bulk, TrainingHandler trainings, ReviewHandler reviews,
        ThresholdHandler thresholds, GoldenHandler golden, HeadHandler heads, HoldHandler holds, TriggerHandler triggers, SnapshotHandler snapshots, RecipeHandler recipes)
    {
        (_stations, _book, _time) = (stations, book, time);
        var contract = CommandJson.Default;
        ICommandRoute[] routes =
        [
            Route("label", contract.LabelCommand, Keeping.ByAct, (station, command, _, _) => labels.HandleAsync(station, command)),
            Route("labels", contract.LabelsCommand, Keeping.WithAct, (station, command, asked, _) => bulk.HandleAsync(station, command, asked)),
            Route("train", contract.TrainCommand, Keeping.BeforeAct, (station, command, _, _) => trainings.StartAsync(station, command)),
            Route("cancel-training", contract.CancelTrainingCommand, Keeping.BeforeAct, (station, command, _, _) => Task.FromResult(trainings.Cancel(station, command))),
            Route("threshold", contract.ThresholdCommand, Keeping.WithAct, thresholds.HandleAsync),
            Route("review", contract.ReviewCommand, Keeping.WithAct, (station, command, _, cancellation) => reviews.HandleAsync(station, command, cancellation)),
            Route("golden", contract.GoldenCommand, Keeping.WithAct, (station, command, asked, _) => golden.HandleAsync(station, command, asked)),
            Route("activate", contract.ActivateCommand, Keeping.WithAct, (station, command, asked, _) => heads.ActivateAsync(station, command, asked)),
            Route("rollback", contract.RollbackCommand, Keeping.WithAct, (station, command, asked, _) => heads.RollBackAsync(station, command, asked)),
            Route("pin", contract.PinCommand, Keeping.WithAct, (station, command, asked, _) => heads.PinAsync(station, command, asked)),
            Route("reject", contract.RejectCommand, Keeping.WithAct, (station, command, asked, _) => heads.RejectAsync(station, command, asked)),
            Route("pause", contract.PauseCommand, Keeping.WithAct, (station, command, asked, _) => holds.PauseAsync(station, command, asked)),
            Route("resume", contract.ResumeCommand, Keeping.WithAct, (station, command, asked, _) => holds.ResumeAsync(station, command, asked)),
            Route("trigger", contract.TriggerCommand, Keeping.BeforeAct, (station, command, _, cancellation) => triggers.HandleAsync(station, command, cancellation)),
            Route("snapshot", contract.SnapshotCommand, Keeping.WithAct, (station, _, _, cancellation) => snapshots.HandleAsync(station, cancellation)),
            Route("recipe", contract.RecipeCommand, Keeping.WithAct, (station, command, asked, _) => recipes.HandleAsync(station, command, asked)),
        ];
        _routes = routes.ToDictionary(r => r.Name, StringComparer.Ordinal);
    }

    /// <summary>All commands, in the order of the operators' table.</summary>
    public IEnumerable<string> Names => _routes.Keys;

    public async Task<CommandReply> HandleAsync(CommandRequest request, CancellationToken cancellation)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (station, name) = (SafeText.Of(request.Station, MaxName), SafeText.Of(request.Name, MaxName));
        if (_stations.Find(request.Station) is not { } found)
        {
            return CommandReply.Refused(RefusalReason.UnknownStation, $"This device has no station '{station}'. It has: {string.Join(", ", _stations.Names)}.") with { Command = name, Station = station };
        }

        return _routes.TryGetValue(request.Name, out var route)
            ? await route.HandleAsync(found, request.Payload, cancellation)
            : CommandReply.Refused(RefusalReason.UnknownCommand, $"There is no command '{name}'. There are: {string.Join(", ", _routes.Keys)}.") with { Command = name, Station = station };
    }

    private CommandRoute<T> Route<T>(string name, JsonTypeInfo<T> type, Keeping keeping, Func<Station, T, Asked, CancellationToken, Task<CommandReply>> act)
        where T : class, ICommand => new(name, type, keeping, _book, _time, act);
}
