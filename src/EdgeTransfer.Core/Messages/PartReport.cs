using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Messages;

/// <summary>One inspected part, as messages tell of it.</summary>
public sealed record PartReport
{
    /// <summary>What a label names: unique within the device.</summary>
    public required string PartId { get; init; }

    /// <summary>Serial number; left out while the line gives none.</summary>
    public string? Serial { get; init; }

    /// <summary>Lot; left out while the line gives none.</summary>
    public string? Lot { get; init; }

    /// <summary>Number of the trigger at its station; never used twice.</summary>
    public required long Trigger { get; init; }

    /// <summary>The file name or drawn part that the frame came from; empty without a frame.</summary>
    public required string Origin { get; init; }

    /// <summary>The outcome.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Why it was not inspected; left out for every other verdict.</summary>
    public NotInspectedReason? Reason { get; init; }

    /// <summary>The reason in words.</summary>
    public string? Detail { get; init; }

    /// <summary>Left out when nothing was judged.</summary>
    public Scores? Scores { get; init; }

    /// <summary>Where it is unlike good parts, the highest peak first; left out where the map shows nothing or the part is OK.</summary>
    public IReadOnlyList<DefectRegion>? Regions { get; init; }

    /// <summary>The versions that judged.</summary>
    public required Judges Judges { get; init; }

    /// <summary>Milliseconds in each stage; left out when nothing was judged.</summary>
    public StageTimes? Times { get; init; }

    /// <summary>Whether its image was taken for keeping, so that <c>cmd/label</c> may name the part.</summary>
    public required bool Sampled { get; init; }

    /// <summary>What messages tell of an inspection.</summary>
    public static PartReport Of(Inspection inspection, bool sampled)
    {
        ArgumentNullException.ThrowIfNull(inspection);
        return new()
        {
            PartId = inspection.PartId,
            Trigger = inspection.Trigger,
            Origin = inspection.Origin,
            Verdict = inspection.Verdict,
            Reason = inspection.Reason == NotInspectedReason.None ? null : inspection.Reason,
            Detail = inspection.Detail,
            Scores = inspection.Scores,
            Regions = inspection.Regions,
            Judges = inspection.Judges,
            Times = inspection.Times,
            Sampled = sampled,
        };
    }
}
