using EdgeTransfer.Core.Labels;

namespace EdgeTransfer.Core.Messages;

/// <summary>Checks of fields that several commands have.</summary>
internal static class Fields
{
    /// <summary>Longest name of a part or a head; what is stored is shorter.</summary>
    private const int MaxName = 200;

    public static PayloadError? Name(string field, string? name, int most = MaxName) => name is null || (name.Length > 0 && name.Length <= most && !name.Any(char.IsControl))
        ? null
        : new($"$.{field}", $"'{field}' must have 1 to {most} characters, none of them a control character.");

    /// <summary>What a label says and why.</summary>
    public static PayloadError? Label(string label, string? reason) =>
        ClassName.IsValid(label) ? Name("reason", reason, Labels.Label.MaxReasonLength)
        : new("$.label", $"'{SafeText.Of(label, Labels.Label.MaxClassLength)}' cannot be a class: use 1 to {Labels.Label.MaxClassLength} {ClassName.Rule}.");

    /// <summary>Numbers that are none, or too large for one, could not even be written down again.</summary>
    public static PayloadError? Marks(IReadOnlyList<FrameBox>? marks) =>
        marks is { Count: > Labels.Marks.MaxCount } ? new("$.marks", $"{marks.Count} marks; a label takes at most {Labels.Marks.MaxCount}.")
        : marks?.Any(m => !double.IsFinite(m.X + m.Y + m.Width + m.Height)) == true ? new("$.marks", "A mark holds a number that is too large.")
        : null;

    public static PayloadError? Reason(string? reason) => ReasonText.Error(reason) is { } error ? new("$.reason", error) : null;
}
