using EdgeTransfer.Tests.Evaluating;
using EdgeTransfer.Vision.Simulation;

namespace EdgeTransfer.Tests.Cli;

/// <summary>A head that the program's own <c>train</c> learnt from drawn parts; made once for all tests of a class.</summary>
public sealed class TaughtLine : IAsyncLifetime
{
    private readonly TemporaryFolder _folder = new();

    /// <summary>Working folder: <c>images/ok</c>, <c>images/missing_hole</c>, <c>heads</c>, and <c>line</c> to inspect.</summary>
    public string Root => _folder.Root;

    /// <summary>The head's folder, as train printed it.</summary>
    public string Head => Training.Output[^1];

    internal Run Training { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        byte[][] good = await Drawn.GoodAsync(22), holes = await Drawn.DefectsAsync(SimDefect.MissingHole, 11);
        _folder.Images("images/ok", good[..20]);
        _folder.Images("images/missing_hole", holes[..10]);
        _folder.Write("images/ok/note.txt", "no image");
        _folder.Write("images/ok/broken.png", "no image either");
        File.WriteAllBytes(_folder.Path("line", "1-good.png"), good[20]);
        File.WriteAllBytes(_folder.Path("line", "2-broken.png"), good[21][..(good[21].Length / 2)]);
        File.WriteAllBytes(_folder.Path("line", "3-hole.png"), holes[10]);
        File.WriteAllText(_folder.Path("line", "4-text.png"), "no image");
        Training = await Run.Of(Root, "train", "--data", "images", "--product", "disc", "--out", "heads");
    }

    public ValueTask DisposeAsync()
    {
        _folder.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A copy of the head that a test may damage, with its policy; its folder.</summary>
    internal string Copy(string name)
    {
        var copy = _folder.Path(name, "head");
        Directory.CreateDirectory(copy);
        foreach (var file in Directory.GetFiles(Path.Combine(Root, Head)))
        {
            File.Copy(file, Path.Combine(copy, Path.GetFileName(file)));
        }

        File.Copy(Path.Combine(Root, Head + ".policy.json"), copy + ".policy.json");
        return copy;
    }
}
