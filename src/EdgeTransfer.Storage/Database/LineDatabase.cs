using EdgeTransfer.Core.Results;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Database;

/// <summary>
/// The device's SQLite database: WAL with synchronous=FULL, so that a committed transaction survives a power cut. One
/// connection writes, one caller at a time; readers have connections of their own.
/// </summary>
public sealed class LineDatabase : IDisposable
{
    private readonly string _connectionString;
    private readonly SqliteConnection _writer;
    private readonly SemaphoreSlim _turn = new(1, 1);

    private LineDatabase(string connectionString, SqliteConnection writer) => (_connectionString, _writer) = (connectionString, writer);

    /// <summary>Opens or makes the database and brings its schema up to date. A file that is damaged or newer is refused, never replaced.</summary>
    public static Result<LineDatabase> Open(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var connectionString = new SqliteConnectionStringBuilder { DataSource = path, Pooling = true, DefaultTimeout = 30 }.ToString();
        var writer = new SqliteConnection(connectionString);
        try
        {
            Connect(writer);
            if (Migrations.Apply(writer) is { } refusal)
            {
                Forget(writer);
                return new Refusal(refusal.Kind, $"{path}: {refusal.Message}");
            }

            return new LineDatabase(connectionString, writer);
        }
        catch (SqliteException e)
        {
            Forget(writer);
            return new Refusal(RefusalKind.Damaged, $"{path} cannot be used as the database ({e.Message}): restore it from a backup, or move it away to begin anew.");
        }
    }

    /// <summary>Runs writes as one transaction, after those of others.</summary>
    internal async Task<T> WriteAsync<T>(Func<SqliteConnection, SqliteTransaction, T> write, CancellationToken cancellation = default)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            return InTransaction(write);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>The same for the rare write that cannot be awaited: the next block of trigger numbers.</summary>
    internal T Write<T>(Func<SqliteConnection, SqliteTransaction, T> write)
    {
        _turn.Wait();
        try
        {
            return InTransaction(write);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>A connection for reading; the caller disposes it.</summary>
    internal SqliteConnection Read() => Connect(new(_connectionString));

    /// <inheritdoc/>
    public void Dispose()
    {
        Forget(_writer);
        _turn.Dispose();
    }

    private T InTransaction<T>(Func<SqliteConnection, SqliteTransaction, T> write)
    {
        using var transaction = _writer.BeginTransaction();
        var result = write(_writer, transaction);
        transaction.Commit();
        return result;
    }

    private static SqliteConnection Connect(SqliteConnection connection)
    {
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON;";
        command.ExecuteNonQuery();
        return connection;
    }

    /// <summary>Closes the file too: a pooled connection would go on with it after it was moved away.</summary>
    private static void Forget(SqliteConnection connection)
    {
        connection.Dispose();
        SqliteConnection.ClearPool(connection);
    }
}
