using System.Text;

namespace EdgeTransfer.Inference;

public class NativeEnvironmentTests
{
    /// <summary>What a native library sees: the kernel's and libc's environment, not the framework's copy.</summary>
    [Fact]
    public void DisableTelemetry_BeforeTheFirstSession_StandsInTheNativeEnvironment()
    {
        _ = new InferenceOptions().Folder;

        NativeVariable("ORT_DISABLE_TELEMETRY").ShouldBe("1");
    }

    private static string? NativeVariable(string name)
    {
        var value = GetVariable(Encoding.UTF8.GetBytes(name + "\0"));
        return System.Runtime.InteropServices.Marshal.PtrToStringUTF8(value);
    }

    [System.Runtime.InteropServices.DllImport("libc", EntryPoint = "getenv")]
    private static extern nint GetVariable(byte[] name);
}
