namespace EdgeTransfer.Testing;

/// <summary>Real inspection images, which are no part of the repository.</summary>
internal static class RealImages
{
    /// <summary>Names the folder with the data sets.</summary>
    public const string Variable = "EDGETRANSFER_TEST_DATA";

    /// <summary>The photographs of a class of magnetic tiles (<c>Free</c>, <c>Blowhole</c>, …), in ordinal order; skips the test where there are none.</summary>
    public static IReadOnlyList<string> MagneticTiles(string kind)
    {
        var folder = Folder(Path.Combine("magnetic-tile", "MT_" + kind, "Imgs"));
        return [.. Directory.EnumerateFiles(folder, "*.jpg").Order(StringComparer.Ordinal)];
    }

    /// <summary>A folder or file below the data sets, as in <c>neu/images</c>; skips the test where there are none.</summary>
    public static string Folder(string name) => Path.Combine(Root(), name);

    private static string Root()
    {
        var root = Environment.GetEnvironmentVariable(Variable) ?? Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data"));
        if (Directory.Exists(root))
        {
            return root;
        }

        var reason = $"NO REAL IMAGES: set {Variable} to the folder that holds magnetic-tile/ ({root} is not there).";
        if (!string.IsNullOrEmpty(Environment.GetEnvironmentVariable("CI")))
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
        return root;
    }
}
