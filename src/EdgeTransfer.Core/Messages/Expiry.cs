namespace EdgeTransfer.Core.Messages;

/// <summary>Whether a command came in time, by a clock that may be wrong.</summary>
public static class Expiry
{
    /// <summary>How far a clock may go back, as when a time source corrects it, before it counts as wrong.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(1);

    /// <summary>No device had this program before.</summary>
    public static readonly DateTimeOffset Earliest = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>The refusal, with the device's clock in it; null when it came in time.</summary>
    /// <param name="expires">From then on it is refused, UTC.</param>
    /// <param name="now">The device's clock, UTC.</param>
    /// <param name="written">The latest time that the device has written down; null: none.</param>
    public static CommandReply? Check(DateTimeOffset expires, DateTimeOffset now, DateTimeOffset? written)
    {
        // A clock that is behind would let pass what has expired.
        var latest = written > Earliest ? written.Value : Earliest;
        if (now + Tolerance < latest)
        {
            return CommandReply.Refused(
                RefusalReason.ClockWrong,
                $"The command is valid until {expires:u}; the device's clock says {now:u} and is wrong, because the device was at work at {latest:u}: whether it has expired cannot be told. Set the clock, or leave 'expires' out.")
                with { DeviceTime = now };
        }

        return now < expires
            ? null
            : CommandReply.Refused(RefusalReason.Expired, $"The command was valid until {expires:u}; the device's clock says {now:u}.") with { DeviceTime = now };
    }
}
