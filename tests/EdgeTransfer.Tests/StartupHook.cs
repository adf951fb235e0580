using System.Diagnostics;
using System.Reflection;

/// <summary>
/// Put into the real service by the runtime (DOTNET_STARTUP_HOOKS names this assembly): the process ends by SIGKILL, as in a power cut, when it
/// comes to the fault point that <see cref="Variable"/> names. The runtime wants this name and no namespace.
/// </summary>
[System.Diagnostics.CodeAnalysis.SuppressMessage("Design", "CA1050", Justification = "The runtime looks for it outside any namespace.")]
internal static class StartupHook
{
    public const string Variable = "FAULT_POINT";

    public static void Initialize()
    {
        var point = Environment.GetEnvironmentVariable(Variable);
        var faults = Assembly.Load("EdgeTransfer.Core").GetType("EdgeTransfer.Core.Faults.FaultPoints", throwOnError: true)!;
        Action<string> listener = reached =>
        {
            if (reached == point)
            {
                using var self = Process.GetCurrentProcess();
                self.Kill();
                new ManualResetEvent(false).WaitOne(); // not one step further
            }
        };
        faults.GetMethod("Listen", BindingFlags.Static | BindingFlags.NonPublic)!.Invoke(null, [listener]);
    }
}
