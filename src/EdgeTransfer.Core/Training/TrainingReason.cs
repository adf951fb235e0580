using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Training;

/// <summary>Why a training begins.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<TrainingReason>))]
public enum TrainingReason
{
    /// <summary>A person asked for it.</summary>
    [JsonStringEnumMemberName("on_demand")] OnDemand,

    /// <summary>Enough new labels have come.</summary>
    [JsonStringEnumMemberName("labels")] Labels,

    /// <summary>Its time has come.</summary>
    [JsonStringEnumMemberName("schedule")] Schedule,
}
