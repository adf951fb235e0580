using System.Collections.Concurrent;
using EdgeTransfer.Core.Messages;

namespace EdgeTransfer.Messaging;

internal sealed class ScriptedHandler : ICommandHandler
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ConcurrentQueue<CommandRequest> Requests { get; } = new();

    /// <summary>Ends the command <c>wait</c>.</summary>
    public void Open() => _gate.TrySetResult();

    public async Task<CommandReply> HandleAsync(CommandRequest request, CancellationToken cancellation)
    {
        Requests.Enqueue(request);
        switch (request.Name)
        {
            case "wait":
                await _gate.Task.WaitAsync(cancellation);
                return CommandReply.Done("waited");
            case "throw":
                throw new InvalidOperationException("a bug");
            case "refuse":
                return CommandReply.Refused(RefusalReason.UnknownPart, "no such part");
            default:
                return CommandReply.Done("done");
        }
    }
}
