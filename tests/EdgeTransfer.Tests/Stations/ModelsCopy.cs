using System.Security.Cryptography;
using EdgeTransfer.Inference;
using EdgeTransfer.Testing;
using EdgeTransfer.Tests.Cli;

namespace EdgeTransfer.Tests.Stations;

/// <summary>A copy of the models folder that a test may change.</summary>
internal sealed class ModelsCopy : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ModelsCopy()
    {
        foreach (var file in Directory.GetFiles(Repository.Models, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path(System.IO.Path.GetRelativePath(Repository.Models, file)));
        }
    }

    public InferenceOptions Options => new() { ModelsFolder = _folder.Root };

    public string Path(string file) => _folder.Path(file.Split('/'));

    /// <summary>Changes one float of a golden vector.</summary>
    public void Change(string vector, int index, float by)
    {
        var bytes = File.ReadAllBytes(Path(vector));
        var at = bytes.AsSpan(index * sizeof(float));
        BitConverter.TryWriteBytes(at, BitConverter.ToSingle(at) + by);
        File.WriteAllBytes(Path(vector), bytes);
    }

    /// <summary>Writes the file's new hash into the list, so that nothing but a comparison can notice the change.</summary>
    public void ListHash(string file)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path(file))));
        File.WriteAllLines(Path("SHA256SUMS"), [.. File.ReadAllLines(Path("SHA256SUMS")).Select(l => l.EndsWith("  " + file, StringComparison.Ordinal) ? $"{hash}  {file}" : l)]);
    }

    public void Dispose() => _folder.Dispose();
}
