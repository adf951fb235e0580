using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Policies;

/// <summary>
/// Where the verdicts lie on the NG score: below <see cref="UnsureFrom"/> OK, from <see cref="NgFrom"/> NG, between them
/// UNSURE. Versioned apart from the head, so that it can be moved without training.
/// </summary>
public sealed record Policy
{
    /// <summary>Schema that this code writes and reads.</summary>
    public const string CurrentSchema = "edgetransfer/policy/1";

    /// <summary>Schema of the record.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Its name, as in <c>p3</c>.</summary>
    public required string Version { get; init; }

    /// <summary>The head whose score it was laid on: scores of two heads do not compare.</summary>
    public required string Head { get; init; }

    /// <summary>Scores from here on are not OK.</summary>
    public required double UnsureFrom { get; init; }

    /// <summary>Scores from here on are NG.</summary>
    public required double NgFrom { get; init; }

    /// <summary>How the bands were found, in words.</summary>
    public required string Method { get; init; }

    /// <summary>What the bands are to reach; null when a person set them.</summary>
    public BandTargets? Targets { get; init; }

    /// <summary>What is known of them; null when there are no out-of-fold scores of the head.</summary>
    public BandGuarantee? Guarantee { get; init; }

    /// <summary>Id of the command that moved the bands; null when they came with the head. A repeat of it moves nothing.</summary>
    public Guid? Command { get; init; }

    /// <summary>The verdict for a score. A score that is not a number is UNSURE: never OK.</summary>
    public Verdict Decide(double score) =>
        score < UnsureFrom ? Verdict.Ok : score >= NgFrom ? Verdict.Ng : Verdict.Unsure;
}
