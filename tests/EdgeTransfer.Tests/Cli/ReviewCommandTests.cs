using System.Text.Json;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Sampling;
using EdgeTransfer.Storage.Alerts;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Inspections;
using EdgeTransfer.Storage.Labels;
using EdgeTransfer.Storage.Samples;

namespace EdgeTransfer.Tests.Cli;

/// <summary>What deserves a look in a data folder, told by the real program while this process writes it.</summary>
public sealed class ReviewCommandTests : IAsyncLifetime
{
    private static readonly DateTimeOffset At = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private LineDatabase? _database;
    private SampleStore? _samples;

    [Fact]
    public async Task Review_BesideTheService_ShowsLookAlikesAgreementAndWhatWaits()
    {
        var run = (await Run.Of(_folder.Root, "review", "--data", "data")).Succeeded();

        run.Output[0].ShouldBe("gear: 1 labels deserve a second look:");
        run.Output[1].ShouldStartWith("  top-1 is labelled 'ok' and top-9 'crack', but they look alike (distance 0.5, ");
        run.Text.ShouldContain("anna and bob labelled 1 parts both, 0 alike: Cohen's kappa 0.00.");
        run.Text.ShouldContain("There is no active head yet");
        run.Output[^3].ShouldBe("  2 unlabelled parts wait for a first:");
        run.Output[^2].ShouldMatch("^    top-21 +near_band +UNSURE +score 2.5 +2026-01-31 12:00:21$");
        run.Output[^1].ShouldMatch("^    top-20 +random +- +- +2026-01-31 12:00:20$");
        Directory.Exists(_folder.Path("data", "heads")).ShouldBeFalse("reading makes nothing");
    }

    [Fact]
    public async Task Review_AsJson_HasTheFieldsOfTheReply()
    {
        var line = (await Run.Of(_folder.Root, "review", "--data", "data", "--json", "--limit", "1")).Succeeded().Output.ShouldHaveSingleItem();

        var json = JsonDocument.Parse(line).RootElement;
        json.GetProperty("review").GetProperty("found").GetInt32().ShouldBe(1);
        var next = json.GetProperty("next").EnumerateArray().ShouldHaveSingleItem();
        (next.GetProperty("partId").GetString(), next.GetProperty("reason").GetString(), next.GetProperty("verdict").GetString(), next.GetProperty("scores").GetProperty("ng").GetDouble())
            .ShouldBe(("top-21", "near_band", "UNSURE", 2.5));
    }

    [Theory]
    [InlineData("review --data empty", "is that the data folder")]
    [InlineData("review --data data --product nope", "There are: gear")]
    [InlineData("review --data data --limit 0", "--limit must be at least 1")]
    public async Task Review_UnusableArguments_SaysSoInOneLine(string arguments, string words)
    {
        Directory.CreateDirectory(_folder.Path("empty", "x"));

        (await Run.Of(_folder.Root, arguments.Split(' '))).RefusedWith(words);
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _database = LineDatabase.Open(_folder.Path("data", "line.db")).Value!;
        _samples = new(_database, _folder.Path("data", "samples"));
        for (var i = 1; i <= 6; i++)
        {
            await KeepAsync(i, Axis(i));
            await LabelAsync(i, "ok", "anna");
        }

        await KeepAsync(9, [.. Axis(1).Select((x, i) => i == 0 ? 0.5f : x)]);
        await LabelAsync(9, "crack", "anna");
        await LabelAsync(2, "crack", "bob");
        await KeepAsync(20, Axis(0), SamplingReasons.Random);
        await KeepAsync(21, Axis(0), SamplingReasons.NearBand | SamplingReasons.NotOk);
        using var outbox = new OutboxStore(_database, 100);
        await new InspectionStore(_database, outbox).RecordAsync([new(
            new Inspection
            {
                Id = Guid.NewGuid(), Station = "top", Trigger = 21, PartId = "top-21", Product = "gear", Origin = "", At = At, Verdict = Verdict.Unsure,
                Scores = new(2.5, 1, null, null), Judges = new Judges("h1", "p1", "r", "c"),
            },
            [])]);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _database!.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static float[] Axis(int axis) => [.. Enumerable.Range(0, 7).Select(i => i == axis ? 10f : 0)];

    private Task KeepAsync(int number, float[] embedding, SamplingReasons reasons = default) => _samples!.SaveAsync(
        $"top-{number}", "gear", At.AddSeconds(number), [1], "k1", new Features([1], 1, 1, 1, embedding), kept: new(reasons));

    private async Task LabelAsync(int number, string label, string by) =>
        (await new LabelStore(_database!).AppendAsync(new(Guid.NewGuid(), $"top-{number}", label, by, "mqtt", At, Verdict.Ng, "h1"))).IsOk.ShouldBeTrue();
}
