namespace EdgeTransfer.Core.Training;

/// <summary>A moment on both clocks.</summary>
/// <param name="Elapsed">On a clock that nobody sets: waits are measured on it.</param>
/// <param name="Wall">On the device's clock, which may be set: the calendar asks for it.</param>
public readonly record struct ScheduleTime(TimeSpan Elapsed, DateTimeOffset Wall);
