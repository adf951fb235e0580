using System.Text;
using System.Text.Json;
using EdgeTransfer.Core.Messages;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Tests.Line;

/// <summary>Ten thousand payloads that nobody should send, to every command of a running line.</summary>
public class CommandFuzzTests(SharedLine shared) : IClassFixture<SharedLine>
{
    private const int Payloads = 10_000;
    private const int FreshIdEvery = 20;
    private const long Growth = 32 << 20;
    private const string Id = "01980000-0000-7000-8000-0000000000";

    // A training would go on beside this, and a snapshot waits for a part: they have expired, and what makes them valid is left out.
    private const string Late = "\"expires\":\"2026-01-01T00:00:00Z\"";

    private static readonly DateTimeOffset Recent = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero);

    private static readonly Dictionary<string, string> Valid = new(StringComparer.Ordinal)
    {
        ["label"] = """{"id":"ID","by":"anna","partId":"top-1","label":"crack","role":"quality","reason":"a hair","marks":[{"x":1,"y":2,"width":3,"height":4}]}""",
        ["labels"] = """{"id":"ID","by":"anna","labels":[{"partId":"top-1","label":"ok"},{"partId":"top-2","label":"pit","reason":"r","marks":[{"x":1,"y":2,"width":3,"height":4}]},{"partId":"x","label":"ok"}],"allOrNothing":false,"role":"quality"}""",
        ["train"] = $$"""{"id":"ID","by":"anna",{{Late}}}""",
        ["cancel-training"] = """{"id":"ID","by":"anna"}""",
        ["threshold"] = """{"id":"ID","by":"anna","unsureFrom":1.5,"ngFrom":2.5,"preview":false,"policy":"p-1"}""",
        ["review"] = """{"id":"ID","by":"anna","limit":5}""",
        ["golden"] = """{"id":"ID","by":"anna","partId":"top-1","verdict":"NG","release":false}""",
        ["activate"] = """{"id":"ID","by":"anna","head":"h","reason":"r","override":true}""",
        ["rollback"] = """{"id":"ID","by":"anna","to":"h","reason":"r"}""",
        ["pin"] = """{"id":"ID","by":"anna","head":"h","reason":"r"}""",
        ["reject"] = """{"id":"ID","by":"anna","head":"h","reason":"r"}""",
        ["pause"] = """{"id":"ID","by":"anna","reason":"r","expires":"2999-01-01T00:00:00Z"}""",
        ["resume"] = """{"id":"ID","by":"anna","reason":"r"}""",
        ["trigger"] = """{"id":"ID","by":"anna","serial":"A-1","lot":"7"}""",
        ["recipe"] = """{"id":"ID","by":"anna","recipe":"other","reason":"r"}""",
        ["snapshot"] = $$"""{"id":"ID","by":"anna",{{Late}}}""",
    };

    [Fact]
    public async Task Payloads_Mutated_AreRefusedWithAReasonAndChangeNothing()
    {
        var router = shared.Line.Get<ICommandHandler>().ShouldBeOfType<EdgeTransfer.Commands.CommandRouter>();
        router.Names.ShouldBe(Valid.Keys, ignoreOrder: true, "every command has its valid payload here");
        var random = new Random(20260101);
        var (mutation, names) = (new Mutation(random), Valid.Keys.ToList());
        using var connection = shared.Folder.Open();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        var stands = Fingerprint(connection);
        var reasons = Enum.GetValues<RefusalReason>().Select(Words.Of).ToHashSet(StringComparer.Ordinal);
        Dictionary<string, int> statuses = new(StringComparer.Ordinal);
        for (var i = 0; i < Payloads; i++)
        {
            var name = names[i % names.Count];
            var id = i % FreshIdEvery == 0 ? Guid.CreateVersion7(DateTimeOffset.UnixEpoch.AddSeconds(i)).ToString() : $"{Id}{names.IndexOf(name):00}";
            var payload = mutation.Of(Valid[name].Replace("ID", id, StringComparison.Ordinal));
            if (Takes(name, payload))
            {
                continue;
            }

            var reply = await router.HandleAsync(new(LineFolder.Station, name, payload), TestContext.Current.CancellationToken);

            var asked = $"{name} {Encoding.UTF8.GetString(payload.AsSpan(0, Math.Min(300, payload.Length)))} → {reply}";
            statuses[reply.Status] = statuses.GetValueOrDefault(reply.Status) + 1;
            var now = Fingerprint(connection);
            if (reply.Status == "refused")
            {
                reasons.ShouldContain(reply.Reason!, asked);
                reply.Reason.ShouldNotBe("fault", asked);
                (reply.Path is not null).ShouldBe(reply.Reason == "malformed", asked);
                reply.Detail.Length.ShouldBeLessThan(2100, asked);
                reply.Detail.Any(char.IsControl).ShouldBeFalse(asked);
                MessageJson.Write(ReplyMessage.From(reply)).Length.ShouldBeLessThan(10_000, asked);
                now.ShouldBe(stands, asked);
            }

            stands = now;
        }

        statuses.ShouldContainKey("done", "some must stay valid, or the mutations reach no handler");
        statuses["refused"].ShouldBeGreaterThan(Payloads / 2);
        (GC.GetTotalMemory(forceFullCollection: true) - before).ShouldBeLessThan(Growth);
        TestContext.Current.TestOutputHelper!.WriteLine(JsonSerializer.Serialize(statuses));
        (await router.HandleAsync(new(LineFolder.Station, "resume", Encoding.UTF8.GetBytes($$"""{"id":"{{Guid.NewGuid()}}","by":"anna"}""")), TestContext.Current.CancellationToken)).Status.ShouldBe("done");
        await shared.Line.PassAsync(1);
        shared.Folder.ShouldConserveTriggers();
    }

    private static bool Takes(string name, byte[] payload) => name switch
    {
        "train" => CommandReader.Read(payload, CommandJson.Default.TrainCommand).Command is { } train && !(train.Expires < Recent),
        "snapshot" => CommandReader.Read(payload, CommandJson.Default.SnapshotCommand).Command is { } snapshot && !(snapshot.Expires < Recent),
        _ => false,
    };

    /// <summary>All that a refused command must leave as it is: everything but the kept answers.</summary>
    private static string Fingerprint(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT (SELECT COUNT(*) FROM label) || ' ' || (SELECT COUNT(*) FROM golden) || ' ' || (SELECT COUNT(*) FROM log) || ' ' || (SELECT COUNT(*) FROM policy) || ' ' || (SELECT COUNT(*) FROM head)
            || ' ' || (SELECT COUNT(*) FROM activation) || ' ' || (SELECT COUNT(*) FROM pin) || ' ' || (SELECT COUNT(*) FROM training) || ' ' || (SELECT COUNT(*) FROM inspection) || ' ' || (SELECT COUNT(*) FROM outbox)
            || ' ' || (SELECT COUNT(*) FROM sample) || ' ' || COALESCE((SELECT paused || at FROM hold), '') || ' ' || (SELECT COUNT(*) FROM operator)
            """;
        return (string)command.ExecuteScalar()!;
    }
}
