using System.ComponentModel;
using System.Runtime.InteropServices;

namespace EdgeTransfer.Storage.Files;

/// <summary>fsync with its errors: the framework's own calls swallow them, and cannot sync a folder.</summary>
internal static partial class Libc
{
    private const int ReadOnly = 0;

    /// <summary>Writes a file's or folder's changes to the disk, or throws.</summary>
    public static void Sync(string path)
    {
        var descriptor = Open(path, ReadOnly);
        if (descriptor < 0)
        {
            throw Failure("open", path);
        }

        try
        {
            if (Fsync(descriptor) != 0)
            {
                throw Failure("fsync", path);
            }
        }
        finally
        {
            _ = Close(descriptor);
        }
    }

    private static IOException Failure(string call, string path) =>
        new($"{call} of {path} failed: {new Win32Exception(Marshal.GetLastPInvokeError()).Message}");

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8, SetLastError = true)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    private static partial int Fsync(int descriptor);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    private static partial int Close(int descriptor);
}
