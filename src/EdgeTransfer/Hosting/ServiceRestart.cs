using Microsoft.Extensions.Hosting;

namespace EdgeTransfer.Hosting;

/// <summary>Has the service stop in good order and begin again inside its process.</summary>
internal sealed class ServiceRestart(IHostApplicationLifetime lifetime, TimeProvider time)
{
    private static readonly TimeSpan TimeToAnswer = TimeSpan.FromSeconds(1);

    /// <summary>Whether it was asked for: who runs the host builds another one.</summary>
    public bool IsWanted { get; private set; }

    /// <summary>Asks for it; the stop begins once the answer to who asked is on its way.</summary>
    public void Ask()
    {
        IsWanted = true;
        _ = StopAsync();
    }

    private async Task StopAsync()
    {
        await Task.Delay(TimeToAnswer, time);
        lifetime.StopApplication();
    }
}
