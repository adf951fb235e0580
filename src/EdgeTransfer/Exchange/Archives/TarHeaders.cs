using System.Text;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Exchange.Archives;

/// <summary>
/// Walks over the headers of a tar file before <see cref="System.Formats.Tar.TarReader"/> opens it: that one reads extended headers of any
/// length into memory. Plain files alone pass: no link, device, folder, sparse file or extended header.
/// </summary>
internal static class TarHeaders
{
    private const int Block = 512;
    private const int NameLength = 100;
    private const int SizeAt = 124;
    private const int SizeLength = 12;
    private const int TypeAt = 156;

    public static Refusal? Check(FileStream tar, int maxEntries)
    {
        var header = new byte[Block];
        var entries = 0;
        for (var at = 0L; ; entries++)
        {
            tar.Position = at;
            if (tar.ReadAtLeast(header, Block, throwOnEndOfStream: false) < Block)
            {
                return new(RefusalKind.Damaged, "The archive was cut short: it has no end.");
            }

            if (!header.AsSpan().ContainsAnyExcept((byte)0))
            {
                tar.Position = 0;
                return null;
            }

            var name = EntryNames.Show(Text(header, 0, NameLength));
            if (entries == maxEntries)
            {
                return new(RefusalKind.TooLarge, $"The archive has more than {maxEntries} entries: '{name}' is one too many.");
            }

            if (header[TypeAt] is not ((byte)'0' or 0))
            {
                return new(RefusalKind.Invalid, $"The entry '{name}' is no plain file (type '{EntryNames.Show(((char)header[TypeAt]).ToString())}'): links, folders and extended headers are not taken.");
            }

            if (Size(header) is not { } size)
            {
                return new(RefusalKind.Damaged, $"The entry '{name}' has no length that can be read.");
            }

            at += Block + ((size + Block - 1) / Block * Block);
            if (at > tar.Length)
            {
                return new(RefusalKind.Damaged, $"The archive was cut short in '{name}'.");
            }
        }
    }

    /// <summary>Octal digits; the other ways to write a length are for files larger than any here.</summary>
    private static long? Size(byte[] header)
    {
        var text = Text(header, SizeAt, SizeLength).Trim(' ');
        return text.Length is > 0 and < SizeLength && text.All(c => c is >= '0' and <= '7') ? Convert.ToInt64(text, 8) : null;
    }

    private static string Text(byte[] header, int at, int length)
    {
        var bytes = header.AsSpan(at, length);
        var end = bytes.IndexOf((byte)0);
        return Encoding.Latin1.GetString(end < 0 ? bytes : bytes[..end]);
    }
}
