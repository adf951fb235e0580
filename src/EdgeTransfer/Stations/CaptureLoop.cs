using System.Threading.Channels;
using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Storage.Triggers;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Stations;

/// <summary>
/// Reads the source and numbers each part. A source that throws is read again after a pause; until then no part is due.
/// </summary>
internal sealed class CaptureLoop(Station station, IFrameSource source, TriggerNumbers triggers, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);

    public async Task RunAsync(ChannelWriter<DuePart> due, CancellationToken stop)
    {
        try
        {
            while (await NextAsync(stop) is { } capture)
            {
                var trigger = triggers.Next();
                station.Tally.AddTrigger();

                // Numbered, it must get its verdict: from here on a stop no longer interrupts. The queue drains, so this ends.
                await due.WriteAsync(new(trigger, capture), CancellationToken.None);
            }

            station.SourceTrouble = StateCodes.SourceEnded;
            Log.SourceEnded(logger, station.Name);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Log.CaptureStopped(logger, station.Name);
        }
        finally
        {
            due.Complete();
        }
    }

    private async Task<Capture?> NextAsync(CancellationToken stop)
    {
        while (true)
        {
            try
            {
                var capture = await source.NextAsync(stop);
                station.SourceTrouble = null;
                return capture;
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                // Whatever a camera library throws, the station must go on.
                station.SourceTrouble = StateCodes.SourceFailing;
                Log.CaptureFailed(logger, station.Name, e);
                await Task.Delay(PauseAfterFailure, time, stop);
            }
        }
    }
}
