using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Sampling;

namespace EdgeTransfer.Core.Messages;

/// <summary>A <see cref="CommandReply"/> as it goes over the wire.</summary>
/// <param name="Status"><c>done</c>, <c>accepted</c> (begun: <see cref="Watch"/> tells the rest) or <c>refused</c>.</param>
/// <param name="Reason">Reason code of a refusal, a word of <see cref="RefusalReason"/>; left out otherwise.</param>
/// <param name="Detail">For a person.</param>
public sealed record ReplyMessage(string Status, string? Reason, string Detail) : Message(CurrentSchema)
{
    /// <summary>Schema of the payload.</summary>
    public const string CurrentSchema = "edgetransfer/reply/1";

    /// <summary>Id of the command; left out when it could not be read.</summary>
    public Guid? CommandId { get; init; }

    /// <summary>Name of the command, as in <c>label</c>; left out when the topic is none of a command.</summary>
    public string? Command { get; init; }

    /// <summary>Where the payload breaks its contract, a JSON path; left out unless it is malformed.</summary>
    public string? Path { get; init; }

    /// <summary>The topic that tells how it ends; left out unless it is accepted.</summary>
    public string? Watch { get; init; }

    /// <summary>The device's clock, UTC; left out unless the command came after its time.</summary>
    public DateTimeOffset? DeviceTime { get; init; }

    /// <summary>The policy that was laid, or would be; left out in the answer to any other command.</summary>
    public Policy? Policy { get; init; }

    /// <summary>What it does to stored parts; likewise.</summary>
    public BandEffect? Effect { get; init; }

    /// <summary>Labels that deserve a second look; left out in the answer to any other command.</summary>
    public ReviewMessage? Review { get; init; }

    /// <summary>Unlabelled parts that deserve a label, the most urgent first; likewise.</summary>
    public IReadOnlyList<ReviewItem>? Next { get; init; }

    /// <summary>What became of many labels; likewise.</summary>
    public LabelsResult? Labels { get; init; }

    /// <summary>The part that was triggered; likewise.</summary>
    public TriggerResult? Part { get; init; }

    /// <summary>The picture that was asked for; likewise.</summary>
    public SnapshotImage? Image { get; init; }

    /// <summary>The wire form of a reply.</summary>
    public static ReplyMessage From(CommandReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return new(reply.Status, reply.Reason, reply.Detail)
        {
            CommandId = reply.CommandId, Command = reply.Command, Station = reply.Station, Path = reply.Path, Watch = reply.Watch, DeviceTime = reply.DeviceTime,
            Policy = reply.Policy, Effect = reply.Effect, Review = reply.Review, Next = reply.Next, Labels = reply.Labels, Part = reply.Part, Image = reply.Image,
        };
    }

    /// <summary>The reply that it carries.</summary>
    public CommandReply ToReply() => new(Status, Reason, Detail)
    {
        CommandId = CommandId, Command = Command, Station = Station, Path = Path, Watch = Watch, DeviceTime = DeviceTime,
        Policy = Policy, Effect = Effect, Review = Review, Next = Next, Labels = Labels, Part = Part, Image = Image,
    };
}
