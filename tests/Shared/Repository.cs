using System.Runtime.InteropServices;
using System.Text.Json;

namespace EdgeTransfer.Testing;

/// <summary>Files of the repository that tests read in place.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot();

    public static string Models => Path.Combine(Root, "models");

    public static JsonElement Golden { get; } = JsonDocument.Parse(File.ReadAllText(Path.Combine(Models, "golden", "golden.json"))).RootElement;

    /// <summary>A known-answer vector: little-endian float32.</summary>
    public static float[] GoldenVector(string name) =>
        MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(Path.Combine(Models, "golden", name + ".f32"))).ToArray();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "EdgeTransfer.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new DirectoryNotFoundException("EdgeTransfer.sln is in no folder above the tests.");
    }
}
