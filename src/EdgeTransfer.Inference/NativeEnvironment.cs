using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace EdgeTransfer.Inference;

/// <summary>
/// Settings that ONNX Runtime reads only from the process environment as its library loads; the framework's own
/// SetEnvironmentVariable does not reach it.
/// </summary>
internal static partial class NativeEnvironment
{
    /// <summary>Its packages would send usage data (law 9: nothing leaves the device but what its owner configured).</summary>
    [ModuleInitializer]
    [SuppressMessage("Usage", "CA2255", Justification = "It must stand before the first use of the native library, whichever type that is")]
    internal static void DisableTelemetry()
    {
        if (!OperatingSystem.IsWindows())
        {
            _ = SetVariable("ORT_DISABLE_TELEMETRY", "1", overwrite: 1);
        }
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetVariable(string name, string value, int overwrite);
}
