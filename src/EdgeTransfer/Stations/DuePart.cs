using EdgeTransfer.Core.Capturing;

namespace EdgeTransfer.Stations;

/// <summary>A numbered trigger with what was captured for it, and the command that it came by; null: the source made it due.</summary>
internal readonly record struct DuePart(long Trigger, Capture Capture, TriggerRequest? Request = null);
