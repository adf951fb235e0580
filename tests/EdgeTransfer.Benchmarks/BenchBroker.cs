using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace EdgeTransfer.Benchmarks;

/// <summary>A real mosquitto on a free loopback port, as tuned for the line: it keeps its sessions on the disk.</summary>
internal sealed class BenchBroker : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("edgetransfer-broker-").FullName;
    private readonly Process _process;

    public BenchBroker()
    {
        using (var probe = new TcpListener(IPAddress.Loopback, 0))
        {
            probe.Start();
            Port = ((IPEndPoint)probe.LocalEndpoint).Port;
        }

        var config = Path.Combine(_folder, "mosquitto.conf");
        File.WriteAllText(config, $"""
            user {Environment.UserName}
            listener {Port} 127.0.0.1
            allow_anonymous true
            persistence true
            persistence_location {_folder}/
            autosave_interval 5
            max_queued_messages 100000
            log_type none

            """);
        _process = Process.Start(new ProcessStartInfo("/usr/sbin/mosquitto", ["-c", config]))!;
    }

    public int Port { get; }

    /// <summary>Seconds that mosquitto's own client takes for as many messages, one line each.</summary>
    public async Task<double> PublishAsync(IEnumerable<string> lines)
    {
        var begin = TimeProvider.System.GetTimestamp();
        using var client = Process.Start(new ProcessStartInfo("mosquitto_pub", ["-V", "5", "-p", $"{Port}", "-q", "1", "-t", "edgetransfer/bench/other/alert", "-l"]) { RedirectStandardInput = true })!;
        foreach (var line in lines)
        {
            await client.StandardInput.WriteLineAsync(line);
        }

        client.StandardInput.Close();
        await client.WaitForExitAsync();
        return client.ExitCode == 0 ? TimeProvider.System.GetElapsedTime(begin).TotalSeconds : throw new InvalidOperationException("mosquitto_pub failed.");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
