using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Storage.Alerts;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer;

/// <summary>All log messages of the worker; ids 1000 to 1999.</summary>
internal static partial class Log
{
    [LoggerMessage(1000, LogLevel.Information, "Station {Station}: the source has ended")]
    public static partial void SourceEnded(ILogger logger, string station);

    [LoggerMessage(1001, LogLevel.Information, "Station {Station}: capturing has stopped")]
    public static partial void CaptureStopped(ILogger logger, string station);

    [LoggerMessage(1002, LogLevel.Error, "Station {Station}: the source failed; it is read again")]
    public static partial void CaptureFailed(ILogger logger, string station, Exception exception);

    [LoggerMessage(1003, LogLevel.Warning, "Station {Station}: {Count} triggers of the last run had no verdict; they are NOT_INSPECTED, interrupted")]
    public static partial void TriggersInterrupted(ILogger logger, string station, int count);

    [LoggerMessage(1004, LogLevel.Error, "Station {Station}: trigger {Trigger} could not be inspected")]
    public static partial void InspectionFailed(ILogger logger, string station, long trigger, Exception exception);

    [LoggerMessage(1005, LogLevel.Error, "{Count} inspections could not be written; they are tried again")]
    public static partial void RecordingFailed(ILogger logger, int count, Exception exception);

    [LoggerMessage(1006, LogLevel.Warning, "{Count} inspections were not written before the stop; their triggers are closed as interrupted at the next start")]
    public static partial void InspectionsLeft(ILogger logger, int count);

    [LoggerMessage(1007, LogLevel.Error, "Station {Station} judges nothing: {Reason}")]
    public static partial void ModelsRefused(ILogger logger, string station, string reason);

    [LoggerMessage(1008, LogLevel.Warning, "Station {Station}: head {Head}, which judges silently, failed on part {PartId}; the part's verdict stands")]
    public static partial void ShadowFailed(ILogger logger, string station, string head, string partId, Exception exception);

    [LoggerMessage(1009, LogLevel.Warning, "Station {Station} is paused by {By} since {Since:u}: it takes no trigger and passes no part")]
    public static partial void StationPaused(ILogger logger, string station, string by, DateTimeOffset since);

    [LoggerMessage(1010, LogLevel.Information, "Station {Station} goes on, says {By}")]
    public static partial void StationResumed(ILogger logger, string station, string by);

    [LoggerMessage(1011, LogLevel.Information, "Station {Station} goes over from {Was} to {Recipe}, says {By}; the service begins again")]
    public static partial void RecipeChanged(ILogger logger, string station, string was, string recipe, string by);

    [LoggerMessage(1012, LogLevel.Warning, "Station {Station} was to work by recipe {Recipe}, which its file has no more; it works by {Instead}")]
    public static partial void RecipeGone(ILogger logger, string station, string recipe, string instead);

    [LoggerMessage(1100, LogLevel.Error, "The sample of part {PartId} could not be stored; the next is tried, and those lost on the way are only counted")]
    public static partial void SampleFailed(ILogger logger, string partId, Exception exception);

    [LoggerMessage(1101, LogLevel.Warning, "Sampling pauses: labelled samples, which are never evicted, take {Labelled} bytes of the disk budget of {Budget}")]
    public static partial void SamplesFull(ILogger logger, long labelled, long budget);

    [LoggerMessage(1107, LogLevel.Information, "Sampling goes on; {Lost} samples were lost since the start")]
    public static partial void SamplingGoesOn(ILogger logger, long lost);

    [LoggerMessage(1108, LogLevel.Information, "{Count} unlabelled samples were evicted: the samples took the disk budget of {Budget} bytes")]
    public static partial void SamplesEvicted(ILogger logger, int count, long budget);

    [LoggerMessage(1109, LogLevel.Information, "The files of {Count} evicted samples, left by a crash, are removed")]
    public static partial void EvictionFinished(ILogger logger, int count);

    [LoggerMessage(1110, LogLevel.Error, "The stored samples could not be looked through; sampling goes on without")]
    public static partial void SampleRecountFailed(ILogger logger, Exception exception);

    [LoggerMessage(1102, LogLevel.Error, "Station {Station} is not taught: its active head is refused: {Reason}")]
    public static partial void HeadRefused(ILogger logger, string station, string reason);

    [LoggerMessage(1103, LogLevel.Information, "Station {Station}: head {Head} judges from now on (before: {Previous}), policy {Policy}")]
    public static partial void HeadActivated(ILogger logger, string station, string head, string previous, string policy);

    [LoggerMessage(1104, LogLevel.Information, "Station {Station}: training on {Samples} labelled samples ({Skipped} unreadable)")]
    public static partial void TrainingStarted(ILogger logger, string station, int samples, int skipped);

    [LoggerMessage(1105, LogLevel.Information, "Station {Station}: training {Outcome} after {Seconds} s. {Detail}")]
    public static partial void TrainingEnded(ILogger logger, string station, string outcome, string detail, string seconds);

    [LoggerMessage(1106, LogLevel.Error, "Station {Station}: training failed")]
    public static partial void TrainingFailed(ILogger logger, string station, Exception exception);

    [LoggerMessage(1107, LogLevel.Warning, "Station {Station}: training waits. {Reason}")]
    public static partial void TrainingWaits(ILogger logger, string station, string reason);

    [LoggerMessage(1108, LogLevel.Information, "Station {Station}: training goes on")]
    public static partial void TrainingGoesOn(ILogger logger, string station);

    [LoggerMessage(1109, LogLevel.Information, "Station {Station}: training stops with the service; it is begun again at the next start")]
    public static partial void TrainingSuspended(ILogger logger, string station);

    [LoggerMessage(1110, LogLevel.Error, "Station {Station}: that the training ended ({Outcome}) could not be written down")]
    public static partial void TrainingNotWritten(ILogger logger, string station, string outcome, Exception exception);

    [LoggerMessage(1111, LogLevel.Warning, "Station {Station}: an interrupted training is begun again, attempt {Attempt}")]
    public static partial void TrainingResumed(ILogger logger, string station, int attempt);

    [LoggerMessage(1112, LogLevel.Warning, "Station {Station}: an interrupted training is not begun again: {Outcome}. {Detail}")]
    public static partial void TrainingNotResumed(ILogger logger, string station, string outcome, string detail);

    [LoggerMessage(1113, LogLevel.Error, "Interrupted trainings could not be begun again")]
    public static partial void ResumeFailed(ILogger logger, Exception exception);

    [LoggerMessage(1114, LogLevel.Warning, "{Product}: heads that interrupted trainings left are removed: {Versions}")]
    public static partial void HeadsCleared(ILogger logger, string product, string versions);

    [LoggerMessage(1115, LogLevel.Information, "Station {Station}: a training begins by itself: {Reason}")]
    public static partial void TrainingDue(ILogger logger, string station, string reason);

    [LoggerMessage(1116, LogLevel.Error, "When to train could not be looked up; it is tried again")]
    public static partial void ScheduleFailed(ILogger logger, Exception exception);

    [LoggerMessage(1120, LogLevel.Information, "Station {Station}: part {PartId} is learnt at once. {Sentence}")]
    public static partial void HeadGrown(ILogger logger, string station, string partId, string sentence);

    [LoggerMessage(1121, LogLevel.Information, "Station {Station}: part {PartId} is not learnt at once; its label stays. {Reason}")]
    public static partial void HeadNotGrown(ILogger logger, string station, string partId, string reason);

    [LoggerMessage(1122, LogLevel.Error, "Station {Station}: part {PartId} could not be learnt at once; its label stays")]
    public static partial void GrowthFailed(ILogger logger, string station, string partId, Exception exception);

    [LoggerMessage(1130, LogLevel.Information, "Station {Station}: {Ready} of {Samples} samples have features of the backbone and recipe in force, {Failed} cannot have them; the rest is computed")]
    public static partial void RefreshGoesOn(ILogger logger, string station, int ready, int samples, int failed);

    [LoggerMessage(1131, LogLevel.Information, "Station {Station}: computing features was stopped at {Ready} of {Samples} samples; it goes on at the next start")]
    public static partial void RefreshStopped(ILogger logger, string station, int ready, int samples);

    [LoggerMessage(1132, LogLevel.Error, "Station {Station}: computing features failed; it goes on with a training or at the next start")]
    public static partial void RefreshFailed(ILogger logger, string station, Exception exception);

    [LoggerMessage(1133, LogLevel.Warning, "Station {Station}: sample {PartId} cannot have features of the backbone and recipe in force: {Reason}")]
    public static partial void SampleNotRefreshed(ILogger logger, string station, string partId, string reason);

    [LoggerMessage(1134, LogLevel.Information, "Station {Station}: {Count} files with features that nothing uses any more are removed")]
    public static partial void StaleFeaturesRemoved(ILogger logger, string station, int count);

    [LoggerMessage(1170, LogLevel.Error, "The end of the log could not be read, so it was not published; it is tried again at the next full hour")]
    public static partial void LogHeadFailed(ILogger logger, Exception exception);

    [LoggerMessage(1171, LogLevel.Information, "{Count} names of operators are forgotten: not seen for {Kept}")]
    public static partial void NamesForgotten(ILogger logger, int count, TimeSpan kept);

    [LoggerMessage(1172, LogLevel.Error, "Names of operators could not be forgotten; it is tried again in a day")]
    public static partial void ForgettingFailed(ILogger logger, Exception exception);

    [LoggerMessage(1173, LogLevel.Information, "Station {Station}: it inspects by other settings than before, and the log tells so: {Changes}")]
    public static partial void RecipeLogged(ILogger logger, string station, string changes);

    [LoggerMessage(1174, LogLevel.Error, "Station {Station}: its settings could not be held against the log; the next start does it")]
    public static partial void RecipeNotLogged(ILogger logger, string station, Exception exception);

    [LoggerMessage(1140, LogLevel.Information, "Station {Station}: policy {Policy} judges from now on, by {By} (before: {Previous}). {Effect}")]
    public static partial void BandsMoved(ILogger logger, string station, string policy, string by, string previous, string effect);

    [LoggerMessage(1150, LogLevel.Information, "Station {Station}: golden parts changed by {By}. {Sentence} There are {Count} now")]
    public static partial void GoldenChanged(ILogger logger, string station, string by, string sentence, int count);

    [LoggerMessage(1160, LogLevel.Information, "Station {Station}: head {Shadow} judges silently beside head {Head} ({Purpose}), {Parts} parts so far")]
    public static partial void WatchGoesOn(ILogger logger, string station, string shadow, string head, string purpose, long parts);

    [LoggerMessage(1161, LogLevel.Information, "Station {Station}: the {Purpose} has ended, {Decision}. {Sentence}")]
    public static partial void WatchEnded(ILogger logger, string station, string purpose, string decision, string sentence);

    [LoggerMessage(1162, LogLevel.Warning, "Station {Station}: back to head {To}. {Sentence}")]
    public static partial void WatchRollsBack(ILogger logger, string station, string to, string sentence);

    [LoggerMessage(1163, LogLevel.Error, "Station {Station}: head {Head} should be rolled back and judges on: {Reason}")]
    public static partial void RollbackRefused(ILogger logger, string station, string head, string reason);

    [LoggerMessage(1164, LogLevel.Error, "Station {Station}: what follows the end of the {Purpose} failed; it is tried again at the next start")]
    public static partial void WatchEndFailed(ILogger logger, string station, string purpose, Exception exception);

    [LoggerMessage(1165, LogLevel.Error, "How watches stand could not be written; it is tried again")]
    public static partial void WatchSaveFailed(ILogger logger, Exception exception);

    [LoggerMessage(1166, LogLevel.Warning, "Station {Station}: the watch of the last run cannot go on: {Reason}")]
    public static partial void WatchLost(ILogger logger, string station, string reason);

    [LoggerMessage(1180, LogLevel.Error, "{Count} messages for the {Receiver} were dropped unsent ({Kind}, limit: {Reason}), {All} since the start")]
    public static partial void OutboxDropped(ILogger logger, long count, OutboxReceiver receiver, OutboxKind kind, OutboxDropReason reason, long all);

    [LoggerMessage(1181, LogLevel.Warning, "The outbox is full: {Alerts} alerts ({Bytes} bytes) wait for the {Receiver}, and no part is passed until it has taken some")]
    public static partial void OutboxFull(ILogger logger, long alerts, long bytes, OutboxReceiver receiver);

    [LoggerMessage(1182, LogLevel.Information, "The outbox has room again: {Alerts} alerts wait for the {Receiver}")]
    public static partial void OutboxHasRoom(ILogger logger, long alerts, OutboxReceiver receiver);

    [LoggerMessage(1183, LogLevel.Error, "Messages that have waited too long could not be removed; it is tried again")]
    public static partial void OutboxNotCleared(ILogger logger, Exception exception);

    [LoggerMessage(1190, LogLevel.Warning, "Station {Station}: pointer and history disagree about head {Head}; {Repair}")]
    public static partial void PointerRepaired(ILogger logger, string station, string head, string repair);

    [LoggerMessage(1191, LogLevel.Error, "Product {Product}: head {Head} judges, but the pointer to it could not be written; the next start writes it")]
    public static partial void PointerNotWritten(ILogger logger, string product, string head, Exception exception);

    [LoggerMessage(1192, LogLevel.Warning, "Station {Station}: {Found} stored heads were not in the registry and are taken in; {Gone} have lost their folders")]
    public static partial void HeadsAdopted(ILogger logger, string station, int found, int gone);

    [LoggerMessage(1193, LogLevel.Information, "Station {Station}: head {Head} is deleted; nothing needs it any more")]
    public static partial void HeadDeleted(ILogger logger, string station, string head);

    [LoggerMessage(1194, LogLevel.Warning, "Station {Station}: head {Head} could not be deleted; the next start tries again")]
    public static partial void HeadNotDeleted(ILogger logger, string station, string head, Exception exception);

    [LoggerMessage(1195, LogLevel.Information, "Station {Station}: head {Head} waits for a person. {Sentence}")]
    public static partial void HeadWaits(ILogger logger, string station, string head, string sentence);

    [LoggerMessage(1196, LogLevel.Warning, "Station {Station}: head {Head} is not activated after its trial: {Reason}")]
    public static partial void TrialNotFollowed(ILogger logger, string station, string head, string reason);

    [LoggerMessage(1197, LogLevel.Warning, "Station {Station}: the device went back from head {From} to {To} by itself: {Reason}")]
    public static partial void RolledBack(ILogger logger, string station, string from, string to, string reason);

    [LoggerMessage(1250, LogLevel.Warning, "Station {Station}: its counts could not be told; the next look tries again")]
    public static partial void StatsFailed(ILogger logger, string station, Exception exception);
}
