using System.CommandLine;
using EdgeTransfer.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Cli;

/// <summary><c>serve</c>: runs the hosted service until it is stopped.</summary>
internal static class ServeCommand
{
    public static Command Create()
    {
        var config = new Option<FileInfo?>("--config") { Description = "Settings file; appsettings.json in the working folder by default." };
        var set = new Option<string[]>("--set") { Description = "One setting, as in --set Mqtt:Host=broker. May be repeated; stronger than environment and file." };
        var command = new Command("serve", "Run the service: settings come from a file, from environment variables such as EDGETRANSFER_Mqtt__Host, and from --set.") { config, set };
        command.SetAction((parsed, cancellation) => RunAsync(SettingsSource.Read(parsed.GetValue(config), parsed.GetValue(set) ?? []), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(IConfiguration configuration, CancellationToken cancellation)
    {
        while (await RunOnceAsync(configuration, cancellation))
        {
            // Another recipe is in force: settings and station files are read anew.
        }

        return ExitCodes.Ok;
    }

    /// <summary>Whether it is to begin again.</summary>
    private static async Task<bool> RunOnceAsync(IConfiguration configuration, CancellationToken cancellation)
    {
        using var host = LineHost.Build(configuration, logging => logging.AddConfiguration(configuration.GetSection("Logging")).AddSimpleConsole(o =>
        {
            o.SingleLine = true;
            o.TimestampFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z' ";
            o.UseUtcTimestamp = true;
        })).OrFail();
        var restart = host.Services.GetRequiredService<ServiceRestart>();
        try
        {
            await host.RunAsync(cancellation);
        }
        catch (InvalidOperationException e) when (e.InnerException is System.Net.Sockets.SocketException)
        {
            throw new UsageException(e.Message); // the embedded broker's port is taken; its message says what to do
        }

        return restart.IsWanted && !cancellation.IsCancellationRequested;
    }
}
