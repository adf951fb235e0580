using EdgeTransfer.Core.Messages;
using EdgeTransfer.Stations;
using EdgeTransfer.Vision.Pictures;

namespace EdgeTransfer.Commands;

/// <summary>Answers with a picture of the next part. The judge loop gives a copy of its pixels; all else happens here.</summary>
internal sealed class SnapshotHandler(TimeProvider time)
{
    private static readonly TimeSpan FrameWithin = TimeSpan.FromSeconds(5);

    public async Task<CommandReply> HandleAsync(Station station, CancellationToken cancellation)
    {
        if (station.Hold.IsPaused)
        {
            return CommandReply.Refused(RefusalReason.Paused, $"Station {station.Name} is paused: no frame comes.");
        }

        using var bound = new CancellationTokenSource(FrameWithin, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, bound.Token);
        FrameCopy copy;
        try
        {
            copy = await station.Tap.NextAsync(either.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return CommandReply.Refused(RefusalReason.NoFrame, $"Station {station.Name} had no part in {FrameWithin.TotalSeconds:0} seconds.");
        }

        var picture = await Task.Run(() => SmallJpeg.Encode(copy.Pixels, copy.Width, copy.Height), CancellationToken.None);
        return CommandReply.Done($"The picture of {copy.PartId}.") with { Image = new(copy.PartId, copy.At, picture.Width, picture.Height, picture.Jpeg) };
    }
}
