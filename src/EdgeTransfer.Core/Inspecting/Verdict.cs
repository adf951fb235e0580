using System.Text.Json.Serialization;
using EdgeTransfer.Core.Messages;

namespace EdgeTransfer.Core.Inspecting;

/// <summary>The outcome for one trigger. The default is the safe one: what was not positively judged is never OK.</summary>
[JsonConverter(typeof(WordConverter<Verdict>))]
public enum Verdict
{
    /// <summary>Not judged; the reason stands beside it.</summary>
    [JsonStringEnumMemberName("NOT_INSPECTED")]
    NotInspected,

    /// <summary>Judged good.</summary>
    [JsonStringEnumMemberName("OK")]
    Ok,

    /// <summary>Judged defective.</summary>
    [JsonStringEnumMemberName("NG")]
    Ng,

    /// <summary>Between the bands: reject or hold, and ask a person.</summary>
    [JsonStringEnumMemberName("UNSURE")]
    Unsure,
}
