using System.Text.Json.Serialization;
using EdgeTransfer.Core.Inspecting;

namespace EdgeTransfer.Core.Sampling;

/// <summary>An unlabelled sample that a person may look at.</summary>
/// <param name="PartId">The part.</param>
/// <param name="At">When it was captured, UTC.</param>
/// <param name="Reasons">Why it was kept.</param>
/// <param name="Novelty">Standard deviations above good parts; null when no head judged it.</param>
public sealed record ReviewItem(string PartId, DateTimeOffset At, [property: JsonIgnore] SamplingReasons Reasons, double? Novelty)
{
    /// <summary>The most urgent reason to look at it, as <see cref="ReviewOrder"/> found it.</summary>
    public SamplingReasons Reason { get; init; }

    /// <summary>What was decided; null for a part that this device has not inspected.</summary>
    public Verdict? Verdict { get; init; }

    /// <summary>By which scores; null when none, or none that is a number.</summary>
    public Scores? Scores { get; init; }

    /// <summary>What a silent head said otherwise; null when none did.</summary>
    public Verdict? ShadowVerdict { get; init; }
}
