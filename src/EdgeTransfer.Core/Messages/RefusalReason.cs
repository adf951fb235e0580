using System.Text.Json.Serialization;

namespace EdgeTransfer.Core.Messages;

/// <summary>Why a command is refused: the closed list of reason codes in answers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RefusalReason>))]
public enum RefusalReason
{
    /// <summary>The topic is no command topic of this device.</summary>
    [JsonStringEnumMemberName("unknown_topic")] UnknownTopic,

    /// <summary>The payload is larger than the device takes.</summary>
    [JsonStringEnumMemberName("too_large")] TooLarge,

    /// <summary>Too much waits already.</summary>
    [JsonStringEnumMemberName("busy")] Busy,

    /// <summary>The device has no such station.</summary>
    [JsonStringEnumMemberName("unknown_station")] UnknownStation,

    /// <summary>There is no such command.</summary>
    [JsonStringEnumMemberName("unknown_command")] UnknownCommand,

    /// <summary>The payload breaks its contract.</summary>
    [JsonStringEnumMemberName("malformed")] Malformed,

    /// <summary>It came after its time.</summary>
    [JsonStringEnumMemberName("expired")] Expired,

    /// <summary>Whether it has expired cannot be told.</summary>
    [JsonStringEnumMemberName("clock_wrong")] ClockWrong,

    /// <summary>The id is that of another command.</summary>
    [JsonStringEnumMemberName("id_used")] IdUsed,

    /// <summary>The device stopped while it carried the command out.</summary>
    [JsonStringEnumMemberName("interrupted")] Interrupted,

    /// <summary>An error inside the device.</summary>
    [JsonStringEnumMemberName("fault")] Fault,

    /// <summary>The station has not inspected the part.</summary>
    [JsonStringEnumMemberName("unknown_part")] UnknownPart,

    /// <summary>No image of the part is kept.</summary>
    [JsonStringEnumMemberName("no_sample")] NoSample,

    /// <summary>None of the labels can be taken, or not all where all or none were wanted.</summary>
    [JsonStringEnumMemberName("none_taken")] NoneTaken,

    /// <summary>The backbone is refused.</summary>
    [JsonStringEnumMemberName("model_refused")] ModelRefused,

    /// <summary>No training runs.</summary>
    [JsonStringEnumMemberName("no_training")] NoTraining,

    /// <summary>There is no head yet.</summary>
    [JsonStringEnumMemberName("not_taught")] NotTaught,

    /// <summary>Another policy is in force than the one expected.</summary>
    [JsonStringEnumMemberName("policy_changed")] PolicyChanged,

    /// <summary>Targets need scores that are not there.</summary>
    [JsonStringEnumMemberName("no_scores")] NoScores,

    /// <summary>The part has no label.</summary>
    [JsonStringEnumMemberName("not_labelled")] NotLabelled,

    /// <summary>The verdict contradicts the part's label.</summary>
    [JsonStringEnumMemberName("contradicts_label")] ContradictsLabel,

    /// <summary>The part is not locked.</summary>
    [JsonStringEnumMemberName("not_golden")] NotGolden,

    /// <summary>No head waits, or another one.</summary>
    [JsonStringEnumMemberName("nothing_waits")] NothingWaits,

    /// <summary>There is no such head.</summary>
    [JsonStringEnumMemberName("unknown_head")] UnknownHead,

    /// <summary>Only the record of the head is left.</summary>
    [JsonStringEnumMemberName("deleted")] Deleted,

    /// <summary>The head judges already.</summary>
    [JsonStringEnumMemberName("already_active")] AlreadyActive,

    /// <summary>It takes an override.</summary>
    [JsonStringEnumMemberName("needs_override")] NeedsOverride,

    /// <summary>An override takes a reason.</summary>
    [JsonStringEnumMemberName("needs_reason")] NeedsReason,

    /// <summary>There is no earlier head.</summary>
    [JsonStringEnumMemberName("no_previous")] NoPrevious,

    /// <summary>The head has never judged.</summary>
    [JsonStringEnumMemberName("never_judged")] NeverJudged,

    /// <summary>The head is barred.</summary>
    [JsonStringEnumMemberName("barred")] Barred,

    /// <summary>The head cannot be put into service.</summary>
    [JsonStringEnumMemberName("head_refused")] HeadRefused,

    /// <summary>Something else came first.</summary>
    [JsonStringEnumMemberName("changed_meanwhile")] ChangedMeanwhile,

    /// <summary>The station is paused.</summary>
    [JsonStringEnumMemberName("paused")] Paused,

    /// <summary>The station is triggered by its source.</summary>
    [JsonStringEnumMemberName("free_running")] FreeRunning,

    /// <summary>The part was numbered, and not inspected.</summary>
    [JsonStringEnumMemberName("not_inspected")] NotInspected,

    /// <summary>No frame came in time.</summary>
    [JsonStringEnumMemberName("no_frame")] NoFrame,

    /// <summary>The station has no such recipe.</summary>
    [JsonStringEnumMemberName("unknown_recipe")] UnknownRecipe,
}
