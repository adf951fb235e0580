using System.Globalization;
using Dapper;
using EdgeTransfer.Core.Messages;
using Microsoft.Data.Sqlite;

namespace EdgeTransfer.Storage.Triggers;

/// <summary>
/// Part ids that came from elsewhere and look like those of a station (<c>&lt;station&gt;-&lt;number&gt;</c>): the station's own numbers go on
/// beyond them, so that no two parts ever have one id.
/// </summary>
internal static class TakenNumbers
{
    /// <summary>Longest number looked at; no line counts as far.</summary>
    private const int MaxDigits = 15;

    /// <summary>Farthest jump of a station that has numbers of its own: each number skipped is looked at once more at the next start.</summary>
    public const long MaxJump = 10_000_000;

    private const int MarkAt = sizeof(long);
    private const int MarkLength = 16;

    /// <summary>What stands against it, a sentence for each station.</summary>
    public static IEnumerable<string> Conflicts(SqliteConnection connection, IEnumerable<string> parts) => Highest(parts)
        .Select(p => (p.Station, p.Number, Reserved: Reserved(connection, null, p.Station)))
        .Where(p => p.Number - p.Reserved > MaxJump)
        .Select(p => $"Part {p.Station}-{p.Number} would make the numbers of station {p.Station} jump by more than {MaxJump}, from {p.Reserved} on (import with --prefix).");

    /// <summary>Whether a part has a number that a station of this device has reserved for itself and not skipped.</summary>
    public static bool IsOwn(SqliteConnection connection, string folder, string part) =>
        Parse(part) is { } parsed && File.Exists(Path.Combine(folder, parsed.Station + ".issued")) && Reserved(connection, null, parsed.Station) >= parsed.Number
        && connection.ExecuteScalar<long>("SELECT COUNT(*) FROM trigger_skip WHERE station = @Station AND @Number BETWEEN first AND last", new { parsed.Station, parsed.Number }) == 0;

    /// <summary>Keeps the stations' next numbers clear of these parts; to be called while no station runs.</summary>
    public static void KeepClear(SqliteConnection connection, SqliteTransaction transaction, string folder, IEnumerable<string> parts)
    {
        foreach (var (station, number) in Highest(parts))
        {
            if (Reserved(connection, transaction, station) >= number)
            {
                continue;
            }

            // A new station begins beyond all of them: none of the numbers before can be open.
            connection.Execute(
                "INSERT INTO trigger_block (station, reserved, complete) VALUES (@station, @number, @number) ON CONFLICT (station) DO UPDATE SET reserved = @number",
                new { station, number },
                transaction);
            ForgetMark(Path.Combine(folder, station + ".issued"));
        }
    }

    /// <summary>Null for a station that never had a number.</summary>
    private static long? Reserved(SqliteConnection connection, SqliteTransaction? transaction, string station) =>
        connection.ExecuteScalar<long?>("SELECT reserved FROM trigger_block WHERE station = @station", new { station }, transaction);

    private static IEnumerable<(string Station, long Number)> Highest(IEnumerable<string> parts) => parts
        .Select(Parse).OfType<(string Station, long Number)>()
        .GroupBy(p => p.Station, StringComparer.Ordinal).Select(g => (g.Key, g.Max(p => p.Number)));

    private static (string Station, long Number)? Parse(string part)
    {
        var at = part.LastIndexOf('-');
        return at > 0 && part.Length - at - 1 is > 0 and <= MaxDigits && part[at + 1] != '0' && Topics.IsLevel(part[..at])
            && long.TryParse(part.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? (part[..at], number)
            : null;
    }

    /// <summary>Without its mark the file vouches for no number any more: the next start goes on after the reserved ones.</summary>
    private static void ForgetMark(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
        {
            file.Position = MarkAt;
            file.Write(new byte[MarkLength]);
        }

        Files.Libc.Sync(path);
    }
}
