namespace EdgeTransfer.Storage.Exchange;

/// <summary>What lies in a device's data folder.</summary>
public static class LineFiles
{
    /// <summary>The database.</summary>
    public const string Database = "line.db";

    /// <summary>Images and their features.</summary>
    public const string Samples = "samples";

    /// <summary>Heads.</summary>
    public const string Heads = "heads";

    /// <summary>Last issued trigger numbers.</summary>
    public const string Triggers = "triggers";
}
