using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Sampling;

namespace EdgeTransfer.Core.Messages;

/// <summary>The answer to a command, sent to its response topic with its correlation data.</summary>
/// <param name="Status"><c>done</c>, <c>accepted</c> (begun: <see cref="Watch"/> tells the rest) or <c>refused</c>.</param>
/// <param name="Reason">Reason code of a refusal, a word of <see cref="RefusalReason"/>; null otherwise.</param>
/// <param name="Detail">The reason in words, or what was done.</param>
public sealed record CommandReply(string Status, string? Reason, string Detail)
{
    /// <summary>Id of the command; null when it could not be read.</summary>
    public Guid? CommandId { get; init; }

    /// <summary>Name of the command, as in <c>label</c>; null when the topic is none of a command.</summary>
    public string? Command { get; init; }

    /// <summary>The station; likewise.</summary>
    public string? Station { get; init; }

    /// <summary>Where the payload breaks its contract, a JSON path; null unless it is malformed.</summary>
    public string? Path { get; init; }

    /// <summary>The topic that tells how it ends; null unless it is accepted.</summary>
    public string? Watch { get; init; }

    /// <summary>The device's clock, UTC; null unless the command came after its time.</summary>
    public DateTimeOffset? DeviceTime { get; init; }

    /// <summary>The policy that was laid, or would be; null in the answer to any other command.</summary>
    public Policy? Policy { get; init; }

    /// <summary>What it does to stored parts; likewise.</summary>
    public BandEffect? Effect { get; init; }

    /// <summary>Labels that deserve a second look; null in the answer to any other command.</summary>
    public ReviewMessage? Review { get; init; }

    /// <summary>Unlabelled parts that deserve a label, the most urgent first; likewise.</summary>
    public IReadOnlyList<ReviewItem>? Next { get; init; }

    /// <summary>What became of many labels; likewise.</summary>
    public LabelsResult? Labels { get; init; }

    /// <summary>The part that was triggered; likewise.</summary>
    public TriggerResult? Part { get; init; }

    /// <summary>The picture that was asked for; likewise.</summary>
    public SnapshotImage? Image { get; init; }

    /// <summary>Finished.</summary>
    public static CommandReply Done(string detail) => new("done", null, detail);

    /// <summary>Begun; the topic tells the rest.</summary>
    public static CommandReply Accepted(string detail, string watch) => new("accepted", null, detail) { Watch = watch };

    /// <summary>Not done.</summary>
    public static CommandReply Refused(RefusalReason reason, string detail) => new("refused", Words.Of(reason), detail);

    /// <summary>Not done, because the payload breaks its contract.</summary>
    public static CommandReply Malformed(PayloadError error)
    {
        ArgumentNullException.ThrowIfNull(error);
        return Refused(RefusalReason.Malformed, $"{error.Path}: {error.Text}") with { Path = error.Path };
    }
}
