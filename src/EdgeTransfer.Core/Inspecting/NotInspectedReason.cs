using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Inspecting;

/// <summary>Why a trigger ended in <see cref="Verdict.NotInspected"/>; counted under this name.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<NotInspectedReason>))]
public enum NotInspectedReason
{
    /// <summary>It was inspected.</summary>
    [JsonStringEnumMemberName("none")]
    None,

    /// <summary>No head has been learnt for this recipe yet.</summary>
    [JsonStringEnumMemberName("not_taught")]
    NotTaught,

    /// <summary>The source gave no frame.</summary>
    [JsonStringEnumMemberName("no_frame")]
    NoFrame,

    /// <summary>The image cannot be decoded.</summary>
    [JsonStringEnumMemberName("bad_image")]
    BadImage,

    /// <summary>The image says it is larger than the limit.</summary>
    [JsonStringEnumMemberName("oversized_image")]
    OversizedImage,

    /// <summary>The region does not lie in the frame.</summary>
    [JsonStringEnumMemberName("region_outside")]
    RegionOutside,

    /// <summary>Below the recipe's focus limit.</summary>
    [JsonStringEnumMemberName("blurred")]
    Blurred,

    /// <summary>Below the recipe's brightness range.</summary>
    [JsonStringEnumMemberName("dark")]
    Dark,

    /// <summary>Above the recipe's brightness range.</summary>
    [JsonStringEnumMemberName("bright")]
    Bright,

    /// <summary>More triggers than the station can take.</summary>
    [JsonStringEnumMemberName("overloaded")]
    Overloaded,

    /// <summary>The outbox is full of alerts: another NG could not be reported.</summary>
    [JsonStringEnumMemberName("outbox_full")]
    OutboxFull,

    /// <summary>The service stopped between trigger and verdict.</summary>
    [JsonStringEnumMemberName("interrupted")]
    Interrupted,

    /// <summary>The backbone or a graph failed its check, and judges nothing.</summary>
    [JsonStringEnumMemberName("model_refused")]
    ModelRefused,

    /// <summary>The station is paused.</summary>
    [JsonStringEnumMemberName("paused")]
    Paused,

    /// <summary>An error inside the service; the log names it.</summary>
    [JsonStringEnumMemberName("fault")]
    Fault,
}
