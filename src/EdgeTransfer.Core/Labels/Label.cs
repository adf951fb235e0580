using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Core.Labels;

/// <summary>What a person said one part is. Appended, never changed (law 6).</summary>
/// <param name="Id">Id of the command, so that a repeat is not a second label.</param>
/// <param name="PartId">The part.</param>
/// <param name="Class"><see cref="Ok"/> or the name of a defect class.</param>
/// <param name="By">Who said it, as the channel knows them.</param>
/// <param name="Channel">How it came in: <c>mqtt</c>, <c>cli</c>.</param>
/// <param name="At">When it was accepted, UTC.</param>
/// <param name="Judged">The verdict that stood when it was said; NOT_INSPECTED for a part that this device has not inspected.</param>
/// <param name="JudgedBy">The head that had judged; null when none had.</param>
public sealed record Label(
    Guid Id, string PartId, string Class, string By, string Channel, DateTimeOffset At, Inspecting.Verdict Judged, string? JudgedBy)
{
    /// <summary>The class of good parts.</summary>
    public const string Ok = "ok";

    /// <summary>Longest class name.</summary>
    public const int MaxClassLength = 64;

    /// <summary>Longest role.</summary>
    public const int MaxRoleLength = 64;

    /// <summary>Longest reason.</summary>
    public const int MaxReasonLength = 500;

    /// <summary>In which role it was said, as in <c>quality</c>; null when that was not told.</summary>
    public string? Role { get; init; }

    /// <summary>Why, in the operator's words; null when that was not told. Kept for ever, so it should name nobody.</summary>
    public string? Reason { get; init; }

    /// <summary>Where the defect lies, as it was said; empty when nobody marked it.</summary>
    public IReadOnlyList<FrameBox> Marks { get; init; } = [];

    /// <summary>Why it cannot be taken, apart from its marks and who said it; null when it can.</summary>
    public Refusal? Error()
    {
        if (!ClassName.IsValid(Class))
        {
            return new(RefusalKind.Invalid, $"'{Class}' cannot be a class: use 1 to {MaxClassLength} {ClassName.Rule}.");
        }

        return TextError("role", Role, MaxRoleLength) ?? TextError("reason", Reason, MaxReasonLength);
    }

    private static Refusal? TextError(string field, string? text, int most) => text is null || (text.Length is > 0 && text.Length <= most && !text.Any(char.IsControl))
        ? null
        : new(RefusalKind.Invalid, $"'{field}' must have 1 to {most} characters, none of them a control character; or be left out.");
}
