using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Training;
using EdgeTransfer.Inference.Judging;
using EdgeTransfer.Learning;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Samples;
using EdgeTransfer.Tests.Stations;

namespace EdgeTransfer.Tests.Line;

/// <summary>
/// Challengers that score as another head does and pass what they are told to: a test knows beforehand what their gate must find. They take
/// the way of a trained one from the stored folder on.
/// </summary>
internal static class MadeHeads
{
    private static int _made;

    /// <summary>Offers a challenger that passes just the parts that the head <paramref name="like"/> scores below a limit.</summary>
    /// <param name="line">The line.</param>
    /// <param name="like">Whose scores it has.</param>
    /// <param name="passesBelow">The limit.</param>
    /// <param name="change">Makes another head of it; null leaves it.</param>
    public static async Task<TrainingOutcome> OfferAsync(this RunningLine line, string like, double passesBelow, Func<Head, Head>? change = null)
    {
        var stored = Manifest(line, like);
        using var head = line.Activator.Load(line.Station, like).OrShow();
        var made = line.Get<HeadFolders>().Save(
            stored with { Version = "", Created = stored.Created.AddMinutes(Interlocked.Increment(ref _made)), TrainingId = null, DataHash = null }, (change?.Invoke(head.Head) ?? head.Head).ToTensors());
        var request = new TrainRequest(line.Station, Models(line), TrainingReason.OnDemand, null, "anna");
        return await line.Get<ChallengerJudge>().JudgeAsync(request, made, [new OutOfFoldScore("made", Label.Ok, 0, null, passesBelow)], TestContext.Current.CancellationToken);
    }

    /// <summary>NG scores of stored parts by a head, lowest first.</summary>
    public static IReadOnlyList<(string PartId, double Ng)> Scores(this RunningLine line, string head, IEnumerable<string> parts)
    {
        var (station, models) = (line.Station, Models(line));
        using var loaded = line.Activator.Load(station, head).OrShow();
        using var judge = new PartJudge(models.Backbone, models.Graphs, station.Recipe);
        return [.. parts.Select(part =>
        {
            judge.UseFeatures(line.Get<SampleStore>().ReadFeatures(part, LineFolder.Product, station.ServedKey).ShouldNotBeNull(part));
            return (part, judge.Judge(loaded).Ng);
        }).OrderBy(p => p.Ng)];
    }

    private static Models Models(RunningLine line) => line.Get<StationSet>().ModelsOf(line.Station).OrShow();

    private static HeadManifest Manifest(RunningLine line, string version) => line.Get<HeadFolders>().Load(LineFolder.Product, version).OrShow().Manifest;
}
