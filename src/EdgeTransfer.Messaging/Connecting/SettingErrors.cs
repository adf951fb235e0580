namespace EdgeTransfer.Messaging.Connecting;

/// <summary>Collects what is wrong with the settings of a section, for a person.</summary>
internal sealed class SettingErrors(string section)
{
    private readonly List<string> _all = [];

    /// <summary>All so far.</summary>
    public IReadOnlyList<string> All => _all;

    /// <summary>An error unless it holds.</summary>
    public void Check(bool holds, string error)
    {
        if (!holds)
        {
            _all.Add($"{section}: {error}");
        }
    }

    /// <summary>An error unless it lies between both.</summary>
    public void Within(string name, TimeSpan value, TimeSpan low, TimeSpan high) =>
        Check(value >= low && value <= high, $"{name} must be {low} to {high}, not {value}.");
}
