using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Sampling;

namespace EdgeTransfer.Core.Messages;

/// <summary>The answer to a command, sent to its response topic with its correlation data.</summary>
/// <param name="Status"><c>accepted</c> or <c>refused</c>.</param>
/// <param name="Reason">Reason code of a refusal, as in <c>unknown_part</c>; null when accepted.</param>
/// <param name="Detail">The reason in words, or what was done.</param>
public sealed record CommandReply(string Status, string? Reason, string Detail)
{
    /// <summary>The policy that was laid, or would be; null in the answer to any other command.</summary>
    public Policy? Policy { get; init; }

    /// <summary>What it does to stored parts; likewise.</summary>
    public BandEffect? Effect { get; init; }

    /// <summary>Labels that deserve a second look; null in the answer to any other command.</summary>
    public ReviewMessage? Review { get; init; }

    /// <summary>Unlabelled parts that deserve a label, the most urgent first; likewise.</summary>
    public IReadOnlyList<ReviewItem>? Next { get; init; }

    /// <summary>Done, or begun.</summary>
    public static CommandReply Accepted(string detail) => new("accepted", null, detail);

    /// <summary>Not done.</summary>
    public static CommandReply Refused(string reason, string detail) => new("refused", reason, detail);
}
