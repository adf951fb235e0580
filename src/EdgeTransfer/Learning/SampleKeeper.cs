using System.Collections.Concurrent;
using System.Threading.Channels;
using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Sampling;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Samples;
using EdgeTransfer.Vision.Preparing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace EdgeTransfer.Learning;

/// <summary>
/// Decides which images are kept, and stores them beside the line: encoding an image takes longer than judging it. It keeps the disk
/// budget; what it cannot take or store is counted, and the samples topic says so.
/// </summary>
internal sealed class SampleKeeper(
    SampleStore store, SampleEvictor evictor, StationSet stations, SamplesBoard board, LearningOptions options, TimeProvider time, ILogger<SampleKeeper> logger)
    : BackgroundService
{
    private const int QueueLength = 32;
    private static readonly TimeSpan ReportEvery = TimeSpan.FromMinutes(1);

    private readonly Channel<OfferedSample> _queue = Channel.CreateBounded<OfferedSample>(
        new BoundedChannelOptions(QueueLength) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly ConcurrentDictionary<string, TaskCompletionSource> _pending = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Sampler> _samplers = stations.Names.ToDictionary(name => name, _ => new Sampler(options.Sampling(), time), StringComparer.Ordinal);
    private readonly long _budget = options.DiskBudgetBytes;
    private long _refused;

    // The loop's own.
    private SamplingState _state = SamplingState.Unknown;
    private long _evicted;
    private long _lost;
    private long _reported;

    /// <summary>Samples refused because the queue was full.</summary>
    public long Refused => Interlocked.Read(ref _refused);

    /// <summary>Whether the image of a part is kept, and why; only the station's own loop may ask.</summary>
    public SamplingDecision Decide(Station station, SampleCandidate part) => _samplers[station.Name].Decide(part);

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
        await LookThroughAsync();
        await foreach (var sample in _queue.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await StoreAsync(sample);
            }
            catch (Exception e)
            {
                // A sample is worth less than the line: it is lost, loudly, and the next one is tried.
                _lost++;
                if (_state.Word != SamplingState.Failing)
                {
                    Log.SampleFailed(logger, sample.PartId, e);
                }

                Say(SamplingState.Failing, new(_state.Bytes, _state.Labelled, 0, true));
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

    /// <summary>What a crash left of evictions is done, and the samples' sizes are counted anew.</summary>
    private async Task LookThroughAsync()
    {
        try
        {
            if (await evictor.FinishAsync() is > 0 and var finished)
            {
                Log.EvictionFinished(logger, finished);
            }

            foreach (var station in stations.All)
            {
                store.Recount(station.Recipe.Product);
            }

            var (all, labelled) = await evictor.MeasureAsync();
            var room = new SampleRoom(all, labelled, 0, SampleEvictor.HasRoom(labelled, _budget));
            Say(room.HasRoom ? SamplingState.Going : SamplingState.Paused, room);
        }
        catch (Exception e)
        {
            // Sizes that are a little wrong do less harm than a line without samples.
            Log.SampleRecountFailed(logger, e);
        }
    }

    private async Task StoreAsync(OfferedSample sample)
    {
        var room = await evictor.MakeRoomAsync(_budget);
        if (room.Evicted > 0)
        {
            _evicted += room.Evicted;
            Log.SamplesEvicted(logger, room.Evicted, _budget);
        }

        if (!room.HasRoom)
        {
            _lost++;
            Say(SamplingState.Paused, room);
            return;
        }

        var png = RegionImage.Encode(sample.Frame, sample.Station.Recipe);
        if (png.IsOk)
        {
            var place = SamplePlace.Of(sample.Station.Recipe.Region, sample.Frame.Width, sample.Frame.Height);
            await store.SaveAsync(
                sample.PartId, sample.Station.Recipe.Product, sample.At, png.Value, sample.Station.ServedKey, sample.Features, place, sample.Kept);
        }

        Say(SamplingState.Going, room);
    }

    /// <summary>Tells of a change at once, of mere numbers now and then.</summary>
    private void Say(string word, SampleRoom room)
    {
        var before = _state.Word;
        _state = new(word, room.Bytes, room.Labelled, _budget, _evicted, _lost + Refused, _samplers.Values.Sum(s => s.OverQuota));
        if (before != word)
        {
            if (word == SamplingState.Paused)
            {
                Log.SamplesFull(logger, room.Labelled, _budget);
            }
            else if (word == SamplingState.Going && before is not null)
            {
                Log.SamplingGoesOn(logger, _state.Lost);
            }
        }

        if (before != word || room.Evicted > 0 || time.GetElapsedTime(_reported) >= ReportEvery)
        {
            _reported = time.GetTimestamp();
            board.Sampling(_state);
        }
    }
}
