using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Audit;

/// <summary>What the log tells of.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<AuditKind>))]
public enum AuditKind
{
    /// <summary>A person said what a part is.</summary>
    [JsonStringEnumMemberName("label")] Label,

    /// <summary>Bands were moved.</summary>
    [JsonStringEnumMemberName("threshold")] Threshold,

    /// <summary>A training ended, whatever its outcome.</summary>
    [JsonStringEnumMemberName("training")] Training,

    /// <summary>A gate judged a challenger.</summary>
    [JsonStringEnumMemberName("gate")] Gate,

    /// <summary>Another head judges.</summary>
    [JsonStringEnumMemberName("swap")] Swap,

    /// <summary>An earlier head judges again.</summary>
    [JsonStringEnumMemberName("rollback")] Rollback,

    /// <summary>A person decided against the gate, or where it could not.</summary>
    [JsonStringEnumMemberName("override")] Override,

    /// <summary>The reference that gates compare with was moved.</summary>
    [JsonStringEnumMemberName("pin")] Pin,

    /// <summary>A station begins to inspect by another recipe.</summary>
    [JsonStringEnumMemberName("recipe")] Recipe,

    /// <summary>A station was paused or resumed.</summary>
    [JsonStringEnumMemberName("hold")] Hold,

    /// <summary>A person has a station make another product; that it does then is a <see cref="Recipe"/>.</summary>
    [JsonStringEnumMemberName("product")] Product,

    /// <summary>Golden parts were locked or released.</summary>
    [JsonStringEnumMemberName("golden")] Golden,

    /// <summary>Labels, samples or a head came from outside.</summary>
    [JsonStringEnumMemberName("import")] Import,
}
