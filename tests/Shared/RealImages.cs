namespace EdgeTransfer.Testing;

/// <summary>Real inspection images, too large for the repository.</summary>
internal static class RealImages
{
    private const string Variable = "EDGETRANSFER_TEST_DATA";

    /// <summary>A data set's folder. Without it the test is skipped, saying so; on a build server it fails.</summary>
    public static string Folder(string name)
    {
        var root = Environment.GetEnvironmentVariable(Variable) ?? Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data"));
        var folder = Path.Combine(root, name);
        if (!Directory.Exists(folder))
        {
            var reason = $"There is no {folder}: set {Variable} to the folder of the real images.";
            Assert.False(Environment.GetEnvironmentVariable("CI") is { Length: > 0 }, reason);
            Assert.Skip(reason);
        }

        return folder;
    }
}
