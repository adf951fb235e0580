using EdgeTransfer.Core.Messages;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Commands;

/// <summary>One command: how it is read, and who carries it out.</summary>
internal interface ICommandRoute
{
    /// <summary>As in its topic.</summary>
    string Name { get; }

    Task<CommandReply> HandleAsync(Station station, ReadOnlyMemory<byte> payload, CancellationToken cancellation);
}
