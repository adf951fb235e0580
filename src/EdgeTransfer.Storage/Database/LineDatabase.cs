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
    private readonly SqliteConnection? _writer; // null: opened to read
    private readonly SemaphoreSlim _turn = new(1, 1);

    private LineDatabase(string connectionString, SqliteConnection? writer) => (_connectionString, _writer) = (connectionString, writer);

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

    /// <summary>
    /// Opens a database to read it, also beside the service that writes it. Nothing is made or brought up to date: a file of another
    /// schema is refused.
    /// </summary>
    public static Result<LineDatabase> OpenToRead(string path)
    {
        if (!File.Exists(path))
        {
            return new Refusal(RefusalKind.NotFound, $"There is no database {path}: is that the data folder of a device?");
        }

        var connectionString = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 30 }.ToString();
        try
        {
            using var reader = Connect(new(connectionString), readOnly: true);
            return Migrations.Check(reader) is { } refusal ? new Refusal(refusal.Kind, $"{path}: {refusal.Message}") : new LineDatabase(connectionString, null);
        }
        catch (SqliteException e)
        {
            return new Refusal(RefusalKind.Damaged, $"{path} cannot be read as a database ({e.Message}).");
        }
    }

    /// <summary>Runs writes as one transaction, after those of others.</summary>
    internal Task<T> WriteAsync<T>(Func<SqliteConnection, SqliteTransaction, T> write, CancellationToken cancellation = default) => WriteAsync(write, _ => { }, cancellation);

    /// <summary>The same, and calls <paramref name="committed"/> once they are on the disk, before others may write.</summary>
    internal async Task<T> WriteAsync<T>(Func<SqliteConnection, SqliteTransaction, T> write, Action<T> committed, CancellationToken cancellation = default)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            var result = InTransaction(write);
            committed(result);
            return result;
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
    internal SqliteConnection Read() => Connect(new(_connectionString), readOnly: _writer is null);

    /// <summary>Empties the write-ahead log, unless a reader still needs it.</summary>
    internal async Task TruncateWalAsync()
    {
        await _turn.WaitAsync();
        try
        {
            using var command = Writer.CreateCommand();
            command.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            command.ExecuteNonQuery();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_writer is not null)
        {
            Forget(_writer);
        }

        _turn.Dispose();
    }

    private SqliteConnection Writer => _writer ?? throw new InvalidOperationException("This database was opened to be read.");

    private T InTransaction<T>(Func<SqliteConnection, SqliteTransaction, T> write)
    {
        using var transaction = Writer.BeginTransaction();
        var result = write(Writer, transaction);
        transaction.Commit();
        return result;
    }

    private static SqliteConnection Connect(SqliteConnection connection, bool readOnly = false)
    {
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = readOnly
            ? "PRAGMA busy_timeout=5000; PRAGMA query_only=ON; PRAGMA trusted_schema=OFF;"
            : "PRAGMA busy_timeout=5000; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF; PRAGMA foreign_keys=ON;";
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
