using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Views;

/// <summary>
/// Which turns and mirrorings of an image show the same defect: embedded once, they teach the classifier as if more parts had
/// been labelled. The memory bank learns from the plain image alone: a part that lies turned may well be a fault.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<ViewSet>))]
public enum ViewSet
{
    /// <summary>Only the image as it is.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>Mirrored left-right, top-bottom, and both.</summary>
    [JsonStringEnumMemberName("flips")]
    Flips,

    /// <summary>All eight: quarter turns, plain and mirrored.</summary>
    [JsonStringEnumMemberName("flips_and_turns")]
    FlipsAndTurns,
}
