using System.Text.Json.Serialization.Metadata;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Commands;

/// <inheritdoc/>
/// <param name="name">As in its topic.</param>
/// <param name="type">Its contract.</param>
/// <param name="keeping">How its answer is kept.</param>
/// <param name="book">Where.</param>
/// <param name="time">UTC.</param>
/// <param name="act">Carries it out.</param>
internal sealed class CommandRoute<T>(
    string name, JsonTypeInfo<T> type, Keeping keeping, CommandBook book, TimeProvider time, Func<Station, T, Asked, CancellationToken, Task<CommandReply>> act) : ICommandRoute
    where T : class, ICommand
{
    public string Name => name;

    public async Task<CommandReply> HandleAsync(Station station, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        var (command, error) = CommandReader.Read(payload.Span, type);
        if (command is null)
        {
            return CommandReply.Malformed(error!) with { Command = name, Station = station.Name };
        }

        var asked = new Asked(station.Name, name, command.Id, CommandReader.Digest(station.Name, name, command, type), time.GetUtcNow());
        return asked.Seal(command.OnlyAsks || keeping == Keeping.ByAct
            ? await book.RefuseLateAsync(command) ?? await act(station, command, asked, cancellation)
            : await book.OnceAsync(asked, command, keeping, () => act(station, command, asked, cancellation)));
    }
}
