using System.Runtime.InteropServices;

namespace EdgeTransfer.Learning;

/// <summary>
/// Runs long work on a thread of its own that the kernel lets run behind all others: inspection goes first (law 8). The framework's
/// thread priorities do nothing on Linux.
/// </summary>
internal static partial class QuietThread
{
    private const int ThisThread = 0;
    private const int Nice = 15;

    public static Task<T> RunAsync<T>(Func<T> work)
    {
        var done = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        Start(Run);
        return done.Task;

        void Run()
        {
            try
            {
                done.SetResult(work());
            }
            catch (OperationCanceledException e)
            {
                done.SetCanceled(e.CancellationToken);
            }
            catch (Exception e)
            {
                // It belongs to whoever awaits the work; here it would end the process.
                done.SetException(e);
            }
        }
    }

    /// <summary>Starts a thread that runs behind all others.</summary>
    /// <param name="work">Must not throw.</param>
    public static void Start(Action work)
    {
        var thread = new Thread(Run) { IsBackground = true, Name = "quiet" };
        thread.Start();

        void Run()
        {
            if (OperatingSystem.IsLinux())
            {
                // Where it is refused, the work still has to be done.
                _ = SetPriority(ThisThread, 0, Nice);
            }

            work();
        }
    }

    /// <summary>On Linux "process 0" is the calling thread.</summary>
    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int nice);
}
