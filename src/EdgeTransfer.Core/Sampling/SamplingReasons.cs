using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Sampling;

/// <summary>Why an image is kept; a part kept for several reasons carries them all. The words go into columns, never change them.</summary>
[Flags]
[JsonConverter(typeof(JsonStringEnumConverter<SamplingReasons>))]
public enum SamplingReasons
{
    /// <summary>It is not kept, or was before reasons were.</summary>
    [JsonStringEnumMemberName("none")] None = 0,

    /// <summary>It belongs to the random share.</summary>
    [JsonStringEnumMemberName("random")] Random = 1,

    /// <summary>No head had been learnt yet.</summary>
    [JsonStringEnumMemberName("not_taught")] NotTaught = 2,

    /// <summary>It was judged, or had to be taken, for not OK.</summary>
    [JsonStringEnumMemberName("not_ok")] NotOk = 4,

    /// <summary>Its anomaly score is far above what good parts show.</summary>
    [JsonStringEnumMemberName("novel")] Novel = 8,

    /// <summary>Its NG score lies between the bands or close to one.</summary>
    [JsonStringEnumMemberName("near_band")] NearBand = 16,

    /// <summary>A challenger judged it otherwise.</summary>
    [JsonStringEnumMemberName("disagreement")] Disagreement = 32,
}
