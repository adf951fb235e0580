namespace EdgeTransfer.Core.Labels;

/// <summary>What a person said one part is. Appended, never changed (law 6).</summary>
/// <param name="Id">Id of the command, so that a repeat is not a second label.</param>
/// <param name="PartId">The part.</param>
/// <param name="Class"><see cref="Ok"/> or the name of a defect class.</param>
/// <param name="By">Who said it, as the channel knows them.</param>
/// <param name="Channel">How it came in: <c>mqtt</c>, <c>cli</c>.</param>
/// <param name="At">When it was accepted, UTC.</param>
/// <param name="Judged">The verdict that stood when it was said.</param>
/// <param name="JudgedBy">The head that had judged; null when the station was not taught.</param>
public sealed record Label(
    Guid Id, string PartId, string Class, string By, string Channel, DateTimeOffset At, Inspecting.Verdict Judged, string? JudgedBy)
{
    /// <summary>The class of good parts.</summary>
    public const string Ok = "ok";

    /// <summary>Longest class name.</summary>
    public const int MaxClassLength = 64;

    /// <summary>Where the defect lies, as it was said; empty when nobody marked it.</summary>
    public IReadOnlyList<FrameBox> Marks { get; init; } = [];
}
