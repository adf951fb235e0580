using System.Collections.Concurrent;
using EdgeTransfer.Configuration;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Training;
using EdgeTransfer.Learning;
using EdgeTransfer.Stations;
using EdgeTransfer.Testing;
using Microsoft.Extensions.Time.Testing;

namespace EdgeTransfer.Tests.Learning;

public sealed class PaceKeeperTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly ConcurrentQueue<string> _told = new();
    private readonly Station _station = new(new StationFile
    {
        Schema = StationFile.CurrentSchema, Station = "top", Camera = new("sim:disc"), Recipe = new Recipe { Product = "disc" },
    });

    public void Dispose() => _station.Dispose();

    /// <summary>Else each training would allow itself a tenth more than the one before.</summary>
    [Fact]
    public async Task Budget_OfASecondTraining_IsDerivedFromPartsOutsideOfTheFirst()
    {
        Judge(200, 10);
        await using (Keeper())
        {
            await TellsAsync(TrainingProgress.Running);
            _station.IsDisturbed.ShouldBeTrue();
            Judge(4096, 10.4); // within its budget
        }

        _station.IsDisturbed.ShouldBeFalse();
        await using var second = Keeper();
        await TellsAsync(TrainingProgress.Running);
        await TellsAsync(TrainingProgress.Paused, () => Judge(2, 10.8)); // over 10.5, and within 1.05 × 10.4
        _station.IsDisturbed.ShouldBeFalse("in a pause nothing disturbs");
    }

    private PaceKeeper Keeper()
    {
        _told.Clear();
        return new([_station], new LearningOptions { BusyLimit = 1 }, _time, (progress, _) => _told.Enqueue(progress.State));
    }

    private void Judge(int parts, double milliseconds)
    {
        for (var i = 0; i < parts; i++)
        {
            _station.Judged(milliseconds, new StageTimes(1, 1, 1, milliseconds), _time.GetElapsedTime(0));
        }
    }

    private Task TellsAsync(string state, Action? before = null) => Eventually.TrueAsync(
        () =>
        {
            before?.Invoke();
            _time.Advance(TimeSpan.FromMilliseconds(250));
            return _told.LastOrDefault() == state;
        },
        state,
        () => string.Join(", ", _told));
}
