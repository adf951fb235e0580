using System.Collections.Concurrent;
using System.Threading.Channels;
using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Storage.Samples;
using EdgeTransfer.Vision.Preparing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Learning;

/// <summary>Stores samples beside the line: encoding an image takes longer than judging it. What it cannot take is counted.</summary>
internal sealed class SampleKeeper(SampleStore store, LearningOptions options, ILogger<SampleKeeper> logger) : BackgroundService
{
    private const int QueueLength = 32;

    private readonly Channel<OfferedSample> _queue = Channel.CreateBounded<OfferedSample>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _pending = new(StringComparer.Ordinal);
    private long _refused;
    private bool _full; // the loop's own

    /// <summary>Samples refused because the queue was full.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Takes the sample and its frame; false, with the frame left to the caller, when the queue is full.</summary>
    public bool TryOffer(OfferedSample sample)
    {
        var pending = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[sample.PartId] = pending;
        if (_queue.Writer.TryWrite(sample))
        {
            return true;
        }

        _pending.TryRemove(sample.PartId, out _);
        Interlocked.Increment(ref _refused);
        return false;
    }

    /// <summary>Completes when a sample that has been taken is stored; at once for any other part.</summary>
    public Task StoredAsync(string partId) => _pending.TryGetValue(partId, out var pending) ? pending.Task : Task.CompletedTask;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        if (ExecuteTask is { } running)
        {
            await running.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        await base.StopAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        await foreach (var sample in _queue.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await StoreAsync(sample);
            }
            catch (Exception e)
            {
                // A sample is worth less than the line: it is lost, loudly, and the next one is tried.
                Log.SampleFailed(logger, sample.PartId, e);
            }
            finally
            {
                sample.Frame.Dispose();
                if (_pending.TryRemove(sample.PartId, out var pending))
                {
                    pending.TrySetResult();
                }
            }
        }
    }

    private async Task StoreAsync(OfferedSample sample)
    {
        if (await store.CountAsync(sample.Station.Recipe.Product) >= options.MaxSamples)
        {
            if (!_full)
            {
                Log.SamplesFull(logger, sample.Station.Recipe.Product, options.MaxSamples);
            }

            _full = true;
            return;
        }

        _full = false;
        var png = RegionImage.Encode(sample.Frame, sample.Station.Recipe);
        if (png.IsOk)
        {
            var place = SamplePlace.Of(sample.Station.Recipe.Region, sample.Frame.Width, sample.Frame.Height);
            await store.SaveAsync(sample.PartId, sample.Station.Recipe.Product, sample.At, png.Value, sample.Station.ServedKey, sample.Features, place);
        }
    }
}
