using System.Text.Json;
using Dapper;
using EdgeTransfer.Core.Audit;
using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Storage.Audit;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Labels;
using EdgeTransfer.Storage.Samples;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Tests.Cli;

/// <summary>The log and the labels of a data folder, read by the real program while this process writes it.</summary>
public sealed class LogCommandTests : IAsyncLifetime
{
    private static readonly DateTimeOffset At = new(2026, 1, 31, 12, 0, 0, TimeSpan.Zero);

    private readonly TemporaryFolder _folder = new();
    private LineDatabase? _database;

    private AuditLog Log => new(_database!);

    [Fact]
    public async Task Verify_SoundLogBesideItsWriter_SaysItsHeadAndHoldsTheOneExpected()
    {
        var head = await Log.HeadAsync();

        var run = (await Run.Of(_folder.Root, "log", "verify", "--data", "data", "--expect", $"{head.Seq}:{head.Hash}", "--expect", head.Hash)).Succeeded();

        run.Output.ShouldHaveSingleItem().ShouldBe($"The log is sound: 3 rows. Head 3:{head.Hash}. It holds what was expected: 2. 2 labels are as it tells.");
    }

    [Theory]
    [InlineData("DROP TRIGGER log_never_changes; UPDATE log SET json = '{}' WHERE seq = 2", "The log is broken at row 2 (Changed).")]
    [InlineData(
        "DROP TRIGGER label_never_changes; UPDATE label SET class = 'ok' WHERE seq = 1",
        "The log is sound, and the labels are not those of it. Label 1 (part 'top-1') differs in 'class' from row 1 of the log")]
    public async Task Verify_RowChanged_NamesItWithACodeOfItsOwn(string sql, string words)
    {
        using (var connection = new SqliteConnection($"Data Source={_folder.Path("data", "line.db")};Pooling=False"))
        {
            connection.Execute(sql);
        }

        var run = (await Run.Of(_folder.Root, "log", "verify", "--data", "data")).WithoutStackTrace();

        run.ExitCode.ShouldBe(3, run.Text);
        run.Output.ShouldHaveSingleItem().ShouldStartWith(words);
    }

    [Fact]
    public async Task Verify_HeadThatIsNotThere_IsBroken()
    {
        var run = (await Run.Of(_folder.Root, "log", "verify", "--data", "data", "--expect", $"9:{new string('a', 64)}")).WithoutStackTrace();

        run.ExitCode.ShouldBe(3, run.Text);
        run.Output.ShouldHaveSingleItem().ShouldContain("its end was cut off");
    }

    [Fact]
    public async Task Show_Filtered_PrintsLinesOrJson()
    {
        var text = (await Run.Of(_folder.Root, "log", "show", "--data", "data", "--kind", "label", "--by", "bob", "--last", "1")).Succeeded();
        text.Output.Length.ShouldBe(2, text.Text);
        text.Output[1].ShouldContain("2026-01-31 12:00:12");
        text.Output[1].ShouldContain("class ok, was crack");
        text.Output[1].ShouldNotContain("\u001b");

        var json = (await Run.Of(_folder.Root, "log", "show", "--data", "data", "--json", "--from", "2026-01-31", "--to", "2026-02-01")).Succeeded();
        var rows = json.Output.Select(line => JsonDocument.Parse(line).RootElement).ToList();
        rows.Select(r => r.GetProperty("seq").GetInt64()).ShouldBe([1, 2]);
        rows[1].GetProperty("json").GetProperty("was").GetString().ShouldBe("crack");
        rows[1].GetProperty("previous").GetString().ShouldBe(rows[0].GetProperty("hash").GetString());
    }

    [Theory]
    [InlineData("log verify --data missing", "There is no folder missing")]
    [InlineData("log verify --data empty", "is that the data folder")]
    [InlineData("log verify --data garbage", "cannot be read as a database")]
    [InlineData("log verify --data data --expect 12", "no chain head")]
    [InlineData("log verify", "--data")]
    [InlineData("log show --data data --kind nope", "no kind 'nope'")]
    [InlineData("log show --data data --from yesterday", "--from yesterday is no moment")]
    [InlineData("log show --data data --last 0", "--last must be at least 1")]
    public async Task Command_UnusableArguments_SaysSoInOneLine(string arguments, string words)
    {
        Directory.CreateDirectory(_folder.Path("empty", "x"));
        _folder.Write("garbage/line.db", new string('x', 5000));

        (await Run.Of(_folder.Root, arguments.Split(' '))).RefusedWith(words);
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _database = LineDatabase.Open(_folder.Path("data", "line.db")).Value!;
        var labels = new LabelStore(_database);
        await new SampleStore(_database, _folder.Path("samples")).SaveAsync("top-1", "gear", At, [1], "k1", new Features([1], 1, 1, 1, [2]));
        (await labels.AppendAsync(new(Guid.NewGuid(), "top-1", "crack", "anna", "mqtt", At, Verdict.Ng, "h1"))).IsOk.ShouldBeTrue();
        (await labels.AppendAsync(new(Guid.NewGuid(), "top-1", "ok", "bob", "mqtt", At.AddSeconds(12), Verdict.Ng, "h1"))).IsOk.ShouldBeTrue();
        await Log.AppendAsync(new(AuditKind.Swap, "gear", "h\u001b[2J", "device", At.AddDays(1), "{}"));
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _database!.Dispose();
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
