using EdgeTransfer.Testing;

namespace EdgeTransfer.Inference;

/// <summary>A copy of the models folder that a test may damage.</summary>
internal sealed class ModelsFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edgetransfer-models-");

    public ModelsFolder()
    {
        _folder.CreateSubdirectory("golden");
        foreach (var file in Directory.GetFiles(Repository.Models).Concat(Directory.GetFiles(System.IO.Path.Combine(Repository.Models, "golden"))))
        {
            File.Copy(file, Path(System.IO.Path.GetRelativePath(Repository.Models, file)));
        }
    }

    public InferenceOptions Options => new() { ModelsFolder = _folder.FullName };

    public string Path(string file) => System.IO.Path.Combine(_folder.FullName, file);

    public void Dispose() => _folder.Delete(recursive: true);
}
