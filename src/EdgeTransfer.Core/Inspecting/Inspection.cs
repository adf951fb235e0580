namespace EdgeTransfer.Core.Inspecting;

/// <summary>The record of one trigger: what was decided, from what, and by which versions.</summary>
public sealed record Inspection
{
    /// <summary>Longest serial number and lot.</summary>
    public const int MaxIdLength = 64;

    /// <summary>UUIDv7, also the id of the alert about it.</summary>
    public required Guid Id { get; init; }

    /// <summary>The station that was triggered.</summary>
    public required string Station { get; init; }

    /// <summary>Number of the trigger at its station; never used twice.</summary>
    public required long Trigger { get; init; }

    /// <summary>What a label names: unique within the device.</summary>
    public required string PartId { get; init; }

    /// <summary>Serial number of the part; null where the line gives none.</summary>
    public string? Serial { get; init; }

    /// <summary>Its lot; likewise.</summary>
    public string? Lot { get; init; }

    /// <summary>What is being made.</summary>
    public required string Product { get; init; }

    /// <summary>The file name or drawn part that the frame came from.</summary>
    public required string Origin { get; init; }

    /// <summary>Capture (or, without a frame, trigger) time, UTC.</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>The outcome.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>Why it was not inspected; <see cref="NotInspectedReason.None"/> for every other verdict.</summary>
    public NotInspectedReason Reason { get; init; }

    /// <summary>The reason in words.</summary>
    public string? Detail { get; init; }

    /// <summary>Null when nothing was judged.</summary>
    public Scores? Scores { get; init; }

    /// <summary>
    /// Where a part that is not OK is unlike good ones, the highest peak first; null where the map shows nothing (a classifier sees
    /// more than the map does) or the part is OK.
    /// </summary>
    public IReadOnlyList<DefectRegion>? Regions { get; init; }

    /// <summary>Who judged.</summary>
    public required Judges Judges { get; init; }

    /// <summary>Null when nothing was judged.</summary>
    public StageTimes? Times { get; init; }
}
