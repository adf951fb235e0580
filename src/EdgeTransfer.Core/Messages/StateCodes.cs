namespace EdgeTransfer.Core.Messages;

/// <summary>Codes of <see cref="StateReason"/>: what a line would act on.</summary>
public static class StateCodes
{
    /// <summary>So many alerts wait for the broker, or for the webhook, that no part is OK.</summary>
    public const string OutboxFull = "outbox_full";

    /// <summary>The webhook did not take the last alert: it is kept, and tried again.</summary>
    public const string WebhookFailing = "webhook_failing";

    /// <summary>Inspections cannot be written: the disk is full or failing, and verdicts stop.</summary>
    public const string RecordingFailing = "recording_failing";

    /// <summary>Labelled samples fill the disk budget: no image is kept.</summary>
    public const string SamplingPaused = "sampling_paused";

    /// <summary>Images cannot be stored.</summary>
    public const string SamplingFailing = "sampling_failing";

    /// <summary>The station's backbone or a graph failed its check: it judges nothing.</summary>
    public const string ModelRefused = "model_refused";

    /// <summary>The station has no head: it judges nothing.</summary>
    public const string NotTaught = "not_taught";

    /// <summary>The station's source fails: no parts come.</summary>
    public const string SourceFailing = "source_failing";

    /// <summary>The station's source has ended: no parts come.</summary>
    public const string SourceEnded = "source_ended";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } =
        [OutboxFull, WebhookFailing, RecordingFailing, SamplingPaused, SamplingFailing, ModelRefused, NotTaught, SourceFailing, SourceEnded];
}
