using EdgeTransfer.Cli;

namespace EdgeTransfer.Exchange;

/// <summary>A file or folder that an export makes: it has its name once all of it is there, and never takes the place of another.</summary>
internal sealed class NewOutput : IDisposable
{
    private const string Suffix = ".unfinished";

    private readonly string _target;
    private readonly bool _isFolder;

    private NewOutput(string target, bool isFolder) => (_target, _isFolder) = (target, isFolder);

    /// <summary>Where it is written meanwhile.</summary>
    public string Unfinished => _target + Suffix;

    /// <summary>Begins a file.</summary>
    public static NewOutput File(string target) => Begin(target, isFolder: false);

    /// <summary>Begins a folder; an empty one of that name is taken.</summary>
    public static NewOutput Folder(string target) => Begin(target, isFolder: true);

    /// <summary>Gives it its name.</summary>
    public void Finish()
    {
        if (_isFolder)
        {
            Directory.Move(Unfinished, _target);
        }
        else
        {
            System.IO.File.Move(Unfinished, _target);
        }
    }

    /// <summary>Removes what was not finished.</summary>
    public void Dispose()
    {
        if (Directory.Exists(Unfinished))
        {
            Directory.Delete(Unfinished, recursive: true);
        }

        System.IO.File.Delete(Unfinished);
    }

    private static NewOutput Begin(string target, bool isFolder)
    {
        var path = Path.TrimEndingDirectorySeparator(Path.GetFullPath(target));
        try
        {
            if (isFolder && Directory.Exists(path) && !Directory.EnumerateFileSystemEntries(path).Any())
            {
                Directory.Delete(path);
            }

            if (Path.Exists(path) || Path.Exists(path + Suffix))
            {
                throw new UsageException($"{target} is there already, or an unfinished one beside it: give a new name, or remove it.");
            }

            Directory.CreateDirectory(isFolder ? path + Suffix : Path.GetDirectoryName(path)!);
            return new(path, isFolder);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{target} cannot be written: {e.Message}");
        }
    }
}
