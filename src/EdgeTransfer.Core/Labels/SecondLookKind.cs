using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Labels;

/// <summary>Why a label deserves a second look; in the order of urgency, since escapes come before false rejects.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<SecondLookKind>))]
public enum SecondLookKind
{
    /// <summary>Two parts look alike, and one is labelled good, the other defective.</summary>
    [JsonStringEnumMemberName("contradiction")] Contradiction,

    /// <summary>Labelled good, and scored like a defect by heads that had not seen it.</summary>
    [JsonStringEnumMemberName("looks_defective")] LooksDefective,

    /// <summary>Labelled defective, and scored like a good part by heads that had not seen it.</summary>
    [JsonStringEnumMemberName("looks_good")] LooksGood,

    /// <summary>Two parts look alike, and are labelled as different defects.</summary>
    [JsonStringEnumMemberName("other_defect")] OtherDefect,
}
