namespace EdgeTransfer.Core.Messages;

/// <summary>How well the clock is known.</summary>
/// <param name="State">Whether it follows a time source.</param>
/// <param name="ErrorMs">Bound of its error, milliseconds; null unless it follows one.</param>
public readonly record struct ClockReading(ClockState State, double? ErrorMs)
{
    /// <summary>Nothing is known.</summary>
    public static ClockReading Unknown { get; } = new(ClockState.Unknown, null);
}
