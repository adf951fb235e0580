using EdgeTransfer.Core.Capturing;

namespace EdgeTransfer.Stations;

/// <summary>A numbered trigger with what was captured for it.</summary>
internal readonly record struct DuePart(long Trigger, Capture Capture);
