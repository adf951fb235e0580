using System.IO.MemoryMappedFiles;
using Dapper;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Files;

namespace EdgeTransfer.Storage.Triggers;

/// <summary>
/// Numbers of one station's triggers: contiguous, and none is ever used twice. Blocks are reserved in the database, so
/// uniqueness survives a power cut. The last number issued stands in a memory-mapped file: one store a trigger, no system
/// call, and it survives a kill because the page belongs to the kernel. Whether the file can be believed is told by the mark
/// beside the number: this boot's id after a kill, <see cref="Clean"/> after a clean stop. After a power cut it may be old;
/// then the numbers up to it and up to the last recorded one are certain, and the rest of the block is skipped for ever.
/// </summary>
public sealed class TriggerNumbers : IDisposable
{
    /// <summary>Numbers in a block: one transaction for so many triggers.</summary>
    public const int BlockLength = 256;

    private const int MarkAt = sizeof(long);
    private const int Length = MarkAt + 16;

    // The mark of a clean stop: what stands in the file is on the disk.
    private static readonly Guid Clean = new("6f1d0c4e-9a57-4b0b-8a43-0e5d3f1c7b21");

    private readonly LineDatabase _database;
    private readonly string _station;
    private readonly string _path;
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
        : this(database, station, folder, Boot.Id)
    {
    }

    internal TriggerNumbers(LineDatabase database, string station, string folder, Guid boot)
    {
        ArgumentNullException.ThrowIfNull(database);
        if (!Topics.IsLevel(station))
        {
            throw new ArgumentException($"'{station}' cannot be a file name.", nameof(station));
        }

        (_database, _station) = (database, station);
        Directory.CreateDirectory(folder);
        _path = Path.Combine(folder, station + ".issued");
        var file = new FileStream(_path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.ReadWrite);
        file.SetLength(Length);
        _file = MemoryMappedFile.CreateFromFile(file, null, Length, MemoryMappedFileAccess.ReadWrite, HandleInheritability.None, leaveOpen: false);
        _issuedView = _file.CreateViewAccessor(0, Length);

        using var connection = database.Read();
        var reserved = connection.ExecuteScalar<long?>("SELECT reserved FROM trigger_block WHERE station = @station", new { station }) ?? 0;
        var recorded = connection.ExecuteScalar<long?>("SELECT MAX(trigger) FROM inspection WHERE station = @station", new { station }) ?? 0;
        var issued = _issuedView.ReadInt64(0);
        _issuedView.Read(MarkAt, out Guid mark);

        // What the file says beyond the reserved block cannot be: it is damaged or of another database.
        var possible = issued >= recorded && issued <= reserved;
        _issuedAtStart = possible ? issued : recorded;
        _reserved = Math.Max(reserved, recorded);
        _issued = possible && (mark == boot || mark == Clean) ? issued : _reserved;
        if (_issued > _issuedAtStart)
        {
            Skip(_issuedAtStart + 1, _issued);
        }

        // The number before the mark that vouches for it; and no clean stop may be read again after numbers were issued.
        _issuedView.Write(0, _issued);
        _issuedView.Write(MarkAt, ref boot);
        Libc.Sync(_path);
    }

    /// <summary>The next number, from 1; reserved before it is given.</summary>
    public long Next()
    {
        lock (_lock)
        {
            if (_issued >= _reserved)
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
            SELECT n FROM number
            WHERE NOT EXISTS (SELECT 1 FROM inspection WHERE station = @station AND trigger = n)
              AND NOT EXISTS (SELECT 1 FROM trigger_skip WHERE station = @station AND n BETWEEN first AND last)
            ORDER BY n
            """,
            new { first = complete + 1, last = _issuedAtStart, station = _station },
            transaction)];
        connection.Execute(
            "UPDATE trigger_block SET complete = MAX(complete, @complete) WHERE station = @station",
            new { complete = open.Length > 0 ? open[0] - 1 : _issuedAtStart, station = _station },
            transaction);
        return open;
    });

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            if (!_issuedView.CanWrite)
            {
                return;
            }

            try
            {
                var clean = Clean;
                _issuedView.Write(MarkAt, ref clean);
                Libc.Sync(_path);
            }
            catch (IOException)
            {
                // Number and mark lie in one sector: whatever reached the disk is right, or skips at the next start.
            }

            _issuedView.Dispose();
            _file.Dispose();
        }
    }

    private void Skip(long first, long last) => _database.Write((connection, transaction) => connection.Execute(
        "INSERT INTO trigger_skip (station, first, last) VALUES (@station, @first, @last)", new { station = _station, first, last }, transaction));

    private long Reserve(long upTo) => _database.Write((connection, transaction) =>
    {
        connection.Execute(
            "INSERT INTO trigger_block (station, reserved) VALUES (@station, @upTo) ON CONFLICT (station) DO UPDATE SET reserved = @upTo",
            new { station = _station, upTo },
            transaction);
        return upTo;
    });
}
