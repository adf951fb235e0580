using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Views;

/// <summary>
/// Which changes of an image leave its label as it is: embedded once, they teach the classifier as if more parts had been labelled.
/// The memory bank learns from the plain image alone: a part that lies turned may well be a fault, and views take rows from it.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<ViewSet>))]
public enum ViewSet
{
    /// <summary>Only the image as it is: where brightness itself tells good from bad.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>Small shifts and changes of light: where the way a part lies tells good from bad.</summary>
    [JsonStringEnumMemberName("shifts_and_light")]
    ShiftsAndLight,

    /// <summary>These, and mirrored left-right, top-bottom, and both.</summary>
    [JsonStringEnumMemberName("flips")]
    Flips,

    /// <summary>These, and all quarter turns, plain and mirrored.</summary>
    [JsonStringEnumMemberName("flips_and_turns")]
    FlipsAndTurns,
}
