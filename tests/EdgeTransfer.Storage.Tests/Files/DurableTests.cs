namespace EdgeTransfer.Storage.Files;

public sealed class DurableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Replace_LongerFile_IsReplacedWhole()
    {
        var path = _folder.At("active.json");
        Durable.Replace(path, new byte[100]);

        Durable.Replace(path, [1, 2, 3]);

        File.ReadAllBytes(path).ShouldBe([1, 2, 3]);
        _folder.Names.ShouldBe(["active.json"]);
    }

    [Fact]
    public void Replace_FolderIsMissing_ThrowsAndMakesNothing()
    {
        Should.Throw<IOException>(() => Durable.Replace(_folder.At("missing", "active.json"), [1]));

        _folder.Names.ShouldBeEmpty();
    }

    [Fact]
    public void Replace_TargetCannotBeReplaced_ThrowsAndLeavesNothingBehind()
    {
        Directory.CreateDirectory(_folder.At("active.json", "inside"));

        Should.Throw<Exception>(() => Durable.Replace(_folder.At("active.json"), [1])).ShouldBeAssignableTo<SystemException>();

        _folder.Names.ShouldBe(["active.json"]);
    }

    [Fact]
    public void Publish_FinishedFolder_HasItsNameAndItsFiles()
    {
        var unfinished = Directory.CreateDirectory(_folder.At(Durable.Unfinished + "1")).FullName;
        File.WriteAllBytes(Path.Combine(unfinished, "a"), [1]);

        Durable.Publish(unfinished, _folder.At("final"));

        _folder.Names.ShouldBe(["final"]);
        File.ReadAllBytes(_folder.At("final", "a")).ShouldBe([1]);
    }

    [Fact]
    public void Sync_MissingFile_ThrowsItsName() =>
        Should.Throw<IOException>(() => Libc.Sync(_folder.At("missing"))).Message.ShouldContain(_folder.At("missing"));
}
