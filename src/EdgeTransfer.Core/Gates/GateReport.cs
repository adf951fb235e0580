using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Gates;

/// <summary>What a gate found, and what a person should read. Parts are counted, not images.</summary>
public sealed record GateReport
{
    /// <summary>Schema of the document.</summary>
    public const string CurrentSchema = "edgetransfer/gate-report/1";

    /// <summary><see cref="CurrentSchema"/>.</summary>
    public string Schema { get; init; } = CurrentSchema;

    /// <summary>The decision.</summary>
    public required GateDecision Decision { get; init; }

    /// <summary>The decision, its reason and what is proven of the rates, in words.</summary>
    public required string Sentence { get; init; }

    /// <summary>Confidence of each bound.</summary>
    public required double Confidence { get; init; }

    /// <summary>Each check, in the order of <see cref="GateCheckKind"/>.</summary>
    public required IReadOnlyList<GateCheck> Checks { get; init; }

    /// <summary>The candidate.</summary>
    public required HeadRates Challenger { get; init; }

    /// <summary>The pinned reference, on the parts whose class it knew; null without one.</summary>
    public HeadRates? Reference { get; init; }

    /// <summary>The head that judges now; null without one.</summary>
    public HeadRates? Champion { get; init; }

    /// <summary>The test of escapes, with its discordant pairs.</summary>
    public required RateProof Escapes { get; init; }

    /// <summary>The test of false rejects, with its discordant pairs.</summary>
    public required RateProof FalseRejects { get; init; }

    /// <summary>Each defect class, by name.</summary>
    public required IReadOnlyList<ClassEscapes> Classes { get; init; }

    /// <summary>Estimates, not proofs: set when the gate is inconclusive and they were given.</summary>
    public Counts? OutOfFoldEstimate { get; init; }

    /// <summary>What this gate spent, for the history of the next; null when it could not have passed, whatever the verdicts.</summary>
    public GateSpend? Spent { get; init; }

    /// <summary>What the watch expects after a swap; null without a champion.</summary>
    public GatePrediction? Prediction { get; init; }

    /// <summary>Whether the challenger may judge without a person's approval.</summary>
    [JsonIgnore]
    public bool Passed => Decision == GateDecision.Passed;
}
