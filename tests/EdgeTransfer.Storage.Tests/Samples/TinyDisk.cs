using System.ComponentModel;
using System.Diagnostics;

namespace EdgeTransfer.Storage.Samples;

/// <summary>A file system of its own that is soon full; skips the test where it may not be mounted.</summary>
internal sealed class TinyDisk : IDisposable
{
    public TinyDisk(string size)
    {
        Path = Directory.CreateTempSubdirectory("tiny-").FullName;
        try
        {
            if (Run("mount", "-t", "tmpfs", "-o", $"size={size}", "tmpfs", Path) == 0)
            {
                return;
            }
        }
        catch (Win32Exception)
        {
            // No mount here: skipped below.
        }

        Directory.Delete(Path);
        Assert.Skip("NO FULL DISK: mounting a tmpfs needs root, so what a full disk does to samples was not tested.");
    }

    public string Path { get; }

    public void Dispose()
    {
        Run("umount", Path);
        Directory.Delete(Path);
    }

    private static int Run(string command, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
        process.WaitForExit();
        return process.ExitCode;
    }
}
