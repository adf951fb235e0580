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

    /// <summary>Time for finishing the parts in work and writing them down at stop.</summary>
    public TimeSpan StopWithin { get; init; } = TimeSpan.FromSeconds(10);

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

        if (StopWithin < TimeSpan.FromSeconds(1) || StopWithin > TimeSpan.FromMinutes(5))
        {
            errors.Add($"{Section}: StopWithin must be 00:00:01 to 00:05:00, not {StopWithin}.");
        }

        return errors;
    }
}
