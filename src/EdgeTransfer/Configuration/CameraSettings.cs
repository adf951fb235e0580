namespace EdgeTransfer.Configuration;

/// <summary>Where a station's frames come from.</summary>
/// <param name="Source">URI, as in <c>folder:/images</c> or <c>sim:disc</c>.</param>
/// <param name="Trigger">What makes a part due.</param>
public sealed record CameraSettings(string Source, TriggerMode Trigger = TriggerMode.Free);
