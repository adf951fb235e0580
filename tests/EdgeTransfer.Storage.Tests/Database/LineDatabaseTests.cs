using Dapper;
using EdgeTransfer.Core.Results;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Database;

public sealed class LineDatabaseTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder.At("data", "line.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_EmptyFile_GetsTheWholeSchema()
    {
        Directory.CreateDirectory(_folder.At("data"));
        File.WriteAllBytes(Path, []);

        using var database = LineDatabase.Open(Path).Value!;

        using var connection = database.Read();
        connection.ExecuteScalar<int>("PRAGMA user_version").ShouldBe(Migrations.Steps.Length);
        connection.Query<string>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
            .ShouldBe(["inspection", "outbox", "trigger_block", "trigger_skip", "sample", "label", "policy", "log", "golden", "evicted_sample", "training", "disagreement", "watch", "import", "import_part", "foreign_log", "head", "activation", "pin", "command", "operator", "hold", "station_recipe", "webhook"], ignoreOrder: true);
    }

    [Fact]
    public void Open_FirstSchemaWithALabel_GetsTheNewColumnsAndKeepsTheLabel()
    {
        Directory.CreateDirectory(_folder.At("data"));
        using (var old = new SqliteConnection($"Data Source={Path};Pooling=False"))
        {
            old.Open();
            old.Execute(Migrations.Steps[0]);
            old.Execute(
                """
                PRAGMA user_version=1;
                INSERT INTO sample (part_id, product, at, feature_key, bytes) VALUES ('p1', 'gear', '2026-01-01T00:00:00.0000000Z', 'k1', 1);
                INSERT INTO label (id, part_id, class, said_by, channel, at, judged) VALUES ('i1', 'p1', 'scratch', 'ann', 'mqtt', '2026-01-01T00:00:00.0000000Z', 'NG');
                """);
        }

        using var database = LineDatabase.Open(Path).Value!;

        using var connection = database.Read();
        connection.QuerySingle<(string Class, string? Marks)>("SELECT class, marks FROM current_label").ShouldBe(("scratch", null));
        connection.QuerySingle<string?>("SELECT place FROM sample").ShouldBeNull();
        connection.QuerySingle<string>("SELECT name FROM operator JOIN label ON key = said_by").ShouldBe("ann");
        Should.Throw<SqliteException>(() => Raw("UPDATE label SET said_by = 'ann'")).Message.ShouldContain("append-only");
    }

    [Fact]
    public async Task Open_SecondObject_SeesWhatTheFirstCommitted()
    {
        using (var first = LineDatabase.Open(Path).Value!)
        {
            await first.WriteAsync((connection, transaction) => connection.Execute("INSERT INTO trigger_block (station, reserved) VALUES ('s1', 7)", transaction: transaction));
        }

        using var second = LineDatabase.Open(Path).Value!;
        using var reader = second.Read();
        reader.ExecuteScalar<long>("SELECT reserved FROM trigger_block WHERE station = 's1'").ShouldBe(7);
    }

    [Fact]
    public async Task WriteAsync_ThatThrows_LeavesNothingAndTheNextOneWorks()
    {
        using var database = LineDatabase.Open(Path).Value!;

        await Should.ThrowAsync<InvalidOperationException>(database.WriteAsync<int>((connection, transaction) =>
        {
            connection.Execute("INSERT INTO trigger_block (station, reserved) VALUES ('s1', 7)", transaction: transaction);
            throw new InvalidOperationException("between");
        }));

        database.Write((connection, transaction) => connection.Execute("INSERT INTO trigger_block (station, reserved) VALUES ('s2', 8)", transaction: transaction)).ShouldBe(1);
        using var reader = database.Read();
        reader.Query<string>("SELECT station FROM trigger_block").ShouldBe(["s2"]);
    }

    [Fact]
    public async Task WriteAsync_ManyAtOnce_EachHasItsTurn()
    {
        using var database = LineDatabase.Open(Path).Value!;
        await database.WriteAsync((connection, transaction) => connection.Execute("INSERT INTO trigger_block (station, reserved) VALUES ('s1', 0)", transaction: transaction));

        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => Task.Run(() => database.WriteAsync((connection, transaction) =>
        {
            var read = connection.ExecuteScalar<long>("SELECT reserved FROM trigger_block", transaction: transaction);
            return connection.Execute("UPDATE trigger_block SET reserved = @next", new { next = read + 1 }, transaction);
        }))));

        using var reader = database.Read();
        reader.ExecuteScalar<long>("SELECT reserved FROM trigger_block").ShouldBe(40);
    }

    [Theory]
    [InlineData(99)]
    [InlineData(int.MaxValue)]
    [InlineData(-1)]
    public void Open_SchemaThatThisVersionDoesNotKnow_IsRefusedWithAdvice(int version)
    {
        LineDatabase.Open(Path).Value!.Dispose();
        Raw($"PRAGMA user_version={version}");

        var refusal = LineDatabase.Open(Path).Refusal!;

        refusal.Kind.ShouldBe(RefusalKind.Invalid);
        refusal.Message.ShouldContain($"schema {version}");
        refusal.Message.ShouldContain(Path);
        Raw("PRAGMA user_version").ShouldBe(version);
    }

    [Theory]
    [InlineData(20)]
    [InlineData(99)]
    [InlineData(512)]
    [InlineData(8192)]
    [InlineData(50_000)]
    public void Open_GarbageFile_IsRefusedAndNotTouched(int length)
    {
        var garbage = new byte[length];
        new Random(length).NextBytes(garbage);
        Directory.CreateDirectory(_folder.At("data"));
        File.WriteAllBytes(Path, garbage);

        var refusal = LineDatabase.Open(Path).Refusal!;

        refusal.Kind.ShouldBe(RefusalKind.Damaged);
        refusal.Message.ShouldContain(Path);
        File.ReadAllBytes(Path).ShouldBe(garbage);
    }

    [Fact]
    public void Open_AfterARefusedFileWasMovedAway_BeginsAnew()
    {
        LineDatabase.Open(Path).Value!.Dispose();
        Raw("PRAGMA user_version=99");
        LineDatabase.Open(Path).IsOk.ShouldBeFalse();
        File.Move(Path, Path + ".old");

        using var database = LineDatabase.Open(Path).Value;

        database.ShouldNotBeNull();
        File.Exists(Path).ShouldBeTrue();
    }

    [Fact]
    public void Open_AnyConnection_HasThePragmasThatLaw5Needs()
    {
        using var database = LineDatabase.Open(Path).Value!;
        using var reader = database.Read();

        Check(reader);
        database.Write((connection, _) => Check(connection));

        static bool Check(SqliteConnection connection)
        {
            connection.ExecuteScalar<string>("PRAGMA journal_mode").ShouldBe("wal");
            connection.ExecuteScalar<int>("PRAGMA synchronous").ShouldBe(2);
            connection.ExecuteScalar<int>("PRAGMA foreign_keys").ShouldBe(1);
            connection.ExecuteScalar<int>("PRAGMA trusted_schema").ShouldBe(0);
            connection.ExecuteScalar<int>("PRAGMA busy_timeout").ShouldBe(5000);
            return true;
        }
    }

    [Fact]
    public void OpenToRead_AfterAStop_ReadsWithoutWritingAnything()
    {
        LineDatabase.Open(Path).Value!.Dispose();
        var before = File.ReadAllBytes(Path);

        using (var database = LineDatabase.OpenToRead(Path).Value!)
        {
            using var reader = database.Read();
            reader.ExecuteScalar<long>("SELECT COUNT(*) FROM log").ShouldBe(0);
            Should.Throw<SqliteException>(() => reader.Execute("DELETE FROM trigger_skip"));
        }

        File.ReadAllBytes(Path).ShouldBe(before);
    }

    [Theory]
    [InlineData(999, "use the newer EdgeTransfer")]
    [InlineData(1, "start the service once")]
    [InlineData(0, "no database of EdgeTransfer")]
    public void OpenToRead_OtherSchema_IsRefusedAndLeftAsItIs(int version, string said)
    {
        LineDatabase.Open(Path).Value!.Dispose();
        Raw($"PRAGMA user_version={version}");

        LineDatabase.OpenToRead(Path).Refusal.ShouldNotBeNull().Message.ShouldContain(said);

        Raw("PRAGMA user_version").ShouldBe(version);
    }

    [Fact]
    public void OpenToRead_NoDatabaseOrGarbage_IsRefusedAndNothingIsMade()
    {
        LineDatabase.OpenToRead(Path).Refusal.ShouldNotBeNull().Kind.ShouldBe(RefusalKind.NotFound);
        Directory.Exists(_folder.At("data")).ShouldBeFalse();
        Directory.CreateDirectory(_folder.At("data"));
        File.WriteAllText(Path, new string('x', 5000));

        LineDatabase.OpenToRead(Path).Refusal.ShouldNotBeNull().Kind.ShouldBe(RefusalKind.Damaged);
    }

    private long Raw(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        return connection.ExecuteScalar<long>(sql);
    }
}
