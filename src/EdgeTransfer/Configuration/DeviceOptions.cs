using EdgeTransfer.Core.Alerts;
using EdgeTransfer.Core.Messages;

namespace EdgeTransfer.Configuration;

/// <summary>Settings of section <c>Device</c>.</summary>
public sealed record DeviceOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "Device";

    /// <summary>Where the device stands; second level of its topics.</summary>
    public string Site { get; init; } = "site";

    /// <summary>The device's own name; third level of its topics.</summary>
    public string Name { get; init; } = "edge";

    /// <summary>Folder of database, heads and samples.</summary>
    public string DataFolder { get; init; } = "data";

    /// <summary>One file for each station; its schema is in <c>calibration/</c>.</summary>
    public IReadOnlyList<string> StationFiles { get; init; } = [];

    /// <summary>Alerts that may wait for the broker; when so many wait, the station gives no more OK.</summary>
    public int OutboxLimit { get; init; } = 100_000;

    /// <summary>Bytes that their payloads may have together.</summary>
    public long OutboxBytes { get; init; } = 1_000_000_000;

    /// <summary>What has waited for so long is dropped, alerts too; null: it waits for ever.</summary>
    public TimeSpan? OutboxAge { get; init; }

    /// <summary>What happens when alerts alone reach a limit.</summary>
    public OutboxFull OutboxFull { get; init; }

    /// <summary>Time for finishing the parts in work and writing them down at stop.</summary>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How much may wait for the broker.</summary>
    internal OutboxLimits OutboxLimits => new() { Count = OutboxLimit, Bytes = OutboxBytes, Age = OutboxAge, Full = OutboxFull };

    /// <summary>All that is wrong; empty when the options can be used.</summary>
    public IReadOnlyList<string> Errors()
    {
        List<string> errors = [];
        if (!Topics.IsLevel(Site) || !Topics.IsLevel(Name))
        {
            errors.Add($"{Section}: Site '{Site}' and Name '{Name}' must have 1 to 64 letters, digits, '.', '_' or '-'.");
        }

        if (string.IsNullOrWhiteSpace(DataFolder))
        {
            errors.Add($"{Section}: DataFolder is empty.");
        }

        if (OutboxLimit is < 10 or > 10_000_000)
        {
            errors.Add($"{Section}: OutboxLimit must be 10 to 10000000, not {OutboxLimit}.");
        }

        if (OutboxBytes is < 1_000_000 or > 1_000_000_000_000)
        {
            errors.Add($"{Section}: OutboxBytes must be 1000000 to 1000000000000, not {OutboxBytes}.");
        }

        if (OutboxAge is { } age && (age < TimeSpan.FromMinutes(1) || age > TimeSpan.FromDays(365)))
        {
            errors.Add($"{Section}: OutboxAge must be 00:01:00 to 365.00:00:00, not {age}.");
        }

        if (!Enum.IsDefined(OutboxFull))
        {
            errors.Add($"{Section}: OutboxFull must be Hold or DropOldest, not {OutboxFull}.");
        }

        if (StopWithin < TimeSpan.FromSeconds(1) || StopWithin > TimeSpan.FromMinutes(5))
        {
            errors.Add($"{Section}: StopWithin must be 00:00:01 to 00:05:00, not {StopWithin}.");
        }

        return errors;
    }
}
