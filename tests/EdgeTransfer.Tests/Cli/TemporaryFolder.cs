namespace EdgeTransfer.Tests.Cli;

/// <summary>A folder of one test, deleted with all that is in it.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public TemporaryFolder() => Root = Directory.CreateTempSubdirectory("edgetransfer-tests-").FullName;

    public string Root { get; }

    /// <summary>A path in it; folders on the way are made.</summary>
    public string Path(params string[] names)
    {
        var path = System.IO.Path.Combine([Root, .. names]);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        return path;
    }

    /// <summary>Writes a text file; its path.</summary>
    public string Write(string name, string text)
    {
        var path = Path(name.Split('/'));
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>Writes files 000.png, 001.png, … into a sub-folder; its path.</summary>
    public string Images(string folder, IEnumerable<byte[]> files, string extension = ".png", string prefix = "")
    {
        var path = System.IO.Path.Combine([Root, .. folder.Split('/')]);
        Directory.CreateDirectory(path);
        foreach (var (index, file) in files.Index())
        {
            File.WriteAllBytes(System.IO.Path.Combine(path, $"{prefix}{index:D3}{extension}"), file);
        }

        return path;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
