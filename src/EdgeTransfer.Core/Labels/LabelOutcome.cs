using System.Globalization;

namespace EdgeTransfer.Core.Labels;

/// <summary>What became of a label.</summary>
/// <param name="Label">As it is stored.</param>
/// <param name="Before">The label that had counted; null when it is the part's first.</param>
/// <param name="IsRepeat">Whether it was there already by the same command: nothing was appended.</param>
public sealed record LabelOutcome(Label Label, LabelBefore? Before, bool IsRepeat)
{
    /// <summary>For the operator; a repeat gets the same one.</summary>
    public string Sentence()
    {
        var before = Before is { } b ? $" (was '{b.Class}' by {b.By}, {Ago(Label.At - b.At)})" : "";
        var marks = Label.Marks.Count > 0 ? $", marks: {Label.Marks.Count}" : "";
        return $"{Label.PartId} is '{Label.Class}'{before}{marks}.";
    }

    private static string Ago(TimeSpan age) => age switch
    {
        { TotalSeconds: < 1 } => "just now", // also when the clock was set back
        { TotalMinutes: < 2 } => Number(age.TotalSeconds, "s"),
        { TotalHours: < 2 } => Number(age.TotalMinutes, "min"),
        { TotalDays: < 2 } => Number(age.TotalHours, "h"),
        _ => Number(age.TotalDays, "days"),
    };

    private static string Number(double value, string unit) => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(value):0} {unit} ago");
}
