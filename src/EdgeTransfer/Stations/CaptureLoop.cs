using System.Threading.Channels;
using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Storage.Triggers;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Stations;

/// <summary>
/// Reads the source and numbers each part: each frame is one, or each command asks for one. While the station is paused nothing is read.
/// A source that throws is read again after a pause; until then no part is due. A part by command is numbered before its frame is read, and
/// gets its verdict without one when none comes.
/// </summary>
internal sealed class CaptureLoop(Station station, IFrameSource source, TriggerNumbers triggers, TimeProvider time, ILogger logger)
{
    private static readonly TimeSpan PauseAfterFailure = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FrameWithin = TimeSpan.FromSeconds(5); // a stop must not wait longer for a part

    public async Task RunAsync(ChannelWriter<DuePart> due, CancellationToken stop)
    {
        try
        {
            await (station.Triggers is { } inbox ? ByCommandAsync(inbox, due, stop) : FreelyAsync(due, stop));
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            Log.CaptureStopped(logger, station.Name);
        }
        finally
        {
            station.Triggers?.Close();
            due.Complete();
        }
    }

    private async Task FreelyAsync(ChannelWriter<DuePart> due, CancellationToken stop)
    {
        while (await NextAsync(stop) is { } capture)
        {
            await NumberAsync(due, capture);
        }

        station.SourceTrouble = StateCodes.SourceEnded;
        Log.SourceEnded(logger, station.Name);
    }

    /// <summary>Numbered, it must get its verdict: from here on a stop no longer interrupts. The queue drains, so this ends.</summary>
    private async Task NumberAsync(ChannelWriter<DuePart> due, Capture capture)
    {
        var trigger = triggers.Next();
        station.Tally.AddTrigger();
        await due.WriteAsync(new(trigger, capture), CancellationToken.None);
    }

    private async Task ByCommandAsync(TriggerInbox inbox, ChannelWriter<DuePart> due, CancellationToken stop)
    {
        while (true)
        {
            var request = await inbox.NextAsync(stop);
            var trigger = triggers.Next();
            station.Tally.AddTrigger();
            await due.WriteAsync(new(trigger, await CaptureAsync(), request), CancellationToken.None);
        }
    }

    private async Task<Capture> CaptureAsync()
    {
        using var bound = new CancellationTokenSource(FrameWithin, time);
        try
        {
            return await source.NextAsync(bound.Token) ?? Capture.Failed(NotInspectedReason.NoFrame, "The source has ended.", "");
        }
        catch (OperationCanceledException) when (bound.IsCancellationRequested)
        {
            return Capture.Failed(NotInspectedReason.NoFrame, $"The source gave no frame in {FrameWithin.TotalSeconds:0} seconds.", "");
        }
        catch (Exception e)
        {
            // Whatever a camera library throws, the part has its number and gets its verdict.
            Log.CaptureFailed(logger, station.Name, e);
            return Capture.Failed(NotInspectedReason.NoFrame, e.Message, "");
        }
    }

    private async Task<Capture?> NextAsync(CancellationToken stop)
    {
        while (true)
        {
            await station.Hold.WhenRunningAsync(stop);
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
