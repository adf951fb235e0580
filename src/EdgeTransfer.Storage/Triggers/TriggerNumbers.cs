using System.IO.MemoryMappedFiles;
using Dapper;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Storage.Database;

namespace EdgeTransfer.Storage.Triggers;

/// <summary>
/// Numbers of one station's triggers: contiguous, and none is ever used twice. Blocks are reserved in the database, so
/// uniqueness survives a power cut. The last number issued stands in a memory-mapped file: one store a trigger, no system
/// call, and it survives a kill because the page belongs to the kernel. After a power cut that file may be old; then the
/// numbers up to the last recorded one are certain, the rest of the block is skipped.
/// </summary>
public sealed class TriggerNumbers : IDisposable
{
    /// <summary>Numbers in a block: one transaction for so many triggers.</summary>
    public const int BlockLength = 256;

    private readonly LineDatabase _database;
    private readonly string _station;
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _issuedView;
    private readonly Lock _lock = new();
    private readonly long _issuedAtStart;
    private long _issued;
    private long _reserved;

    /// <summary>Opens the numbers of a station.</summary>
    /// <param name="database">Keeps the blocks.</param>
    /// <param name="station">Name of the station.</param>
    /// <param name="folder">Where the file with the last issued number lies.</param>
    public TriggerNumbers(LineDatabase database, string station, string folder)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (!Topics.IsLevel(station))
        {
            throw new ArgumentException($"'{station}' cannot be a file name.", nameof(station));
        }

        (_database, _station) = (database, station);
        Directory.CreateDirectory(folder);
        _file = MemoryMappedFile.CreateFromFile(Path.Combine(folder, station + ".issued"), FileMode.OpenOrCreate, null, sizeof(long));
        _issuedView = _file.CreateViewAccessor(0, sizeof(long));

        using var connection = database.Read();
        _reserved = connection.ExecuteScalar<long?>("SELECT reserved FROM trigger_block WHERE station = @station", new { station }) ?? 0;
        var recorded = connection.ExecuteScalar<long?>("SELECT MAX(trigger) FROM inspection WHERE station = @station", new { station }) ?? 0;
        var issued = _issuedView.ReadInt64(0);

        // What the file says beyond the reserved block cannot be: it is damaged or of another database.
        var certain = issued >= recorded && issued <= _reserved;
        _issuedAtStart = Math.Max(recorded, certain ? issued : 0);
        _issued = certain ? issued : _reserved;
    }

    /// <summary>The next number, from 1; reserved before it is given.</summary>
    public long Next()
    {
        lock (_lock)
        {
            if (_issued == _reserved)
            {
                _reserved = Reserve(_issued + BlockLength);
            }

            _issuedView.Write(0, ++_issued);
            return _issued;
        }
    }

    /// <summary>Numbers that had been issued before this start and have no inspection: law 1 wants a verdict for each.</summary>
    public IReadOnlyList<long> OpenAtStart() => _database.Write<IReadOnlyList<long>>((connection, transaction) =>
    {
        // Up to `complete` every number has its inspection, so a start looks only at what came since the last one.
        var complete = connection.ExecuteScalar<long?>("SELECT complete FROM trigger_block WHERE station = @station", new { station = _station }, transaction) ?? 0;
        long[] open = [.. connection.Query<long>(
            """
            WITH RECURSIVE number (n) AS (SELECT @first WHERE @first <= @last UNION ALL SELECT n + 1 FROM number WHERE n < @last)
            SELECT n FROM number WHERE NOT EXISTS (SELECT 1 FROM inspection WHERE station = @station AND trigger = n) ORDER BY n
            """,
            new { first = complete + 1, last = _issuedAtStart, station = _station },
            transaction)];
        connection.Execute(
            "UPDATE trigger_block SET complete = @complete WHERE station = @station",
            new { complete = open.Length > 0 ? open[0] - 1 : _issuedAtStart, station = _station },
            transaction);
        return open;
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        _issuedView.Dispose();
        _file.Dispose();
    }

    private long Reserve(long upTo) => _database.Write((connection, transaction) =>
    {
        connection.Execute(
            "INSERT INTO trigger_block (station, reserved) VALUES (@station, @upTo) ON CONFLICT (station) DO UPDATE SET reserved = @upTo",
            new { station = _station, upTo },
            transaction);
        return upTo;
    });
}
