using System.Text.Json.Serialization;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Sampling;

namespace EdgeTransfer.Core.Messages;

/// <summary>A <see cref="CommandReply"/> as it goes over the wire.</summary>
/// <param name="Status"><c>accepted</c> or <c>refused</c>.</param>
/// <param name="Reason">Reason code of a refusal; left out when accepted.</param>
/// <param name="Detail">For a person.</param>
public sealed record ReplyMessage(string Status, string? Reason, string Detail)
{
    /// <summary>Name and version of this document's shape.</summary>
    [JsonPropertyOrder(-1)]
    public string Schema { get; } = "edgetransfer/reply/1";

    /// <summary>The policy that was laid, or would be; left out in the answer to any other command.</summary>
    public Policy? Policy { get; init; }

    /// <summary>What it does to stored parts; likewise.</summary>
    public BandEffect? Effect { get; init; }

    /// <summary>Labels that deserve a second look; left out in the answer to any other command.</summary>
    public ReviewMessage? Review { get; init; }

    /// <summary>Unlabelled parts that deserve a label, the most urgent first; likewise.</summary>
    public IReadOnlyList<ReviewItem>? Next { get; init; }

    /// <summary>The wire form of a reply.</summary>
    public static ReplyMessage From(CommandReply reply)
    {
        ArgumentNullException.ThrowIfNull(reply);
        return new(reply.Status, reply.Reason, reply.Detail) { Policy = reply.Policy, Effect = reply.Effect, Review = reply.Review, Next = reply.Next };
    }
}
