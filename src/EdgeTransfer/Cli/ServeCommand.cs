using System.CommandLine;
using EdgeTransfer.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Cli;

/// <summary><c>serve</c>: runs the hosted service until it is stopped.</summary>
internal static class ServeCommand
{
    private const string EnvironmentPrefix = "EDGETRANSFER_";

    public static Command Create()
    {
        var config = new Option<FileInfo?>("--config") { Description = "Settings file; appsettings.json in the working folder by default." };
        var set = new Option<string[]>("--set") { Description = "One setting, as in --set Mqtt:Host=broker. May be repeated; stronger than environment and file." };
        var command = new Command("serve", "Run the service: settings come from a file, from environment variables such as EDGETRANSFER_Mqtt__Host, and from --set.") { config, set };
        command.SetAction((parsed, cancellation) => RunAsync(Configuration(parsed.GetValue(config), parsed.GetValue(set) ?? []), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(IConfiguration configuration, CancellationToken cancellation)
    {
        using var host = LineHost.Build(configuration, logging => logging.AddConfiguration(configuration.GetSection("Logging")).AddSimpleConsole(o =>
        {
            o.SingleLine = true;
            o.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            o.UseUtcTimestamp = true;
        })).OrFail();
        try
        {
            await host.RunAsync(cancellation);
        }
        catch (InvalidOperationException e) when (e.InnerException is System.Net.Sockets.SocketException)
        {
            throw new UsageException(e.Message); // the embedded broker's port is taken; its message says what to do
        }

        return ExitCodes.Ok;
    }

    private static IConfigurationRoot Configuration(FileInfo? file, string[] settings)
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
