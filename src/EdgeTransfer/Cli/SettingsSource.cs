using Microsoft.Extensions.Configuration;

namespace EdgeTransfer.Cli;

/// <summary>Where a command's settings come from: a file, then environment variables, then <c>--set</c>; the later wins.</summary>
internal static class SettingsSource
{
    private const string EnvironmentPrefix = "EDGETRANSFER_";

    public static IConfigurationRoot Read(FileInfo? file, string[] settings)
    {
        if (file is { Exists: false })
        {
            throw new UsageException($"There is no settings file {file.FullName}.");
        }

        var pairs = settings.Select(s => s.IndexOf('=', StringComparison.Ordinal) is > 0 and var at
            ? KeyValuePair.Create<string, string?>(s[..at], s[(at + 1)..])
            : throw new UsageException($"'--set {s}' is not of the form Section:Name=value."));
        try
        {
            return new ConfigurationBuilder()
                .AddJsonFile(file?.FullName ?? Path.GetFullPath("appsettings.json"), optional: file is null)
                .AddEnvironmentVariables(EnvironmentPrefix)
                .AddInMemoryCollection(pairs.Reverse().DistinctBy(p => p.Key, StringComparer.OrdinalIgnoreCase)) // the last one counts
                .Build();
        }
        catch (InvalidDataException e)
        {
            throw new UsageException($"{e.Message} {e.InnerException?.Message}");
        }
    }
}
