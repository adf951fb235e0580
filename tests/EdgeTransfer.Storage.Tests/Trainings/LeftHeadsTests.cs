using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Policies;
using Microsoft.Extensions.Time.Testing;

namespace EdgeTransfer.Storage.Trainings;

public sealed class LeftHeadsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task RemoveAsync_HeadsOfAllKinds_RemovesOnlyWhatATrainingHereLeft()
    {
        var heads = new HeadFolders(_folder.At("heads"), new FakeTimeProvider(Some.Start));
        var named = Save(heads, 1, Some.Id(1));
        var left = Save(heads, 2, Some.Id(2));
        var active = Save(heads, 3, Some.Id(3));
        var elsewhere = Save(heads, 4, Some.Id(4));
        var byHand = Save(heads, 5, null);
        heads.Activate("gear", active).IsOk.ShouldBeTrue();
        ScoreFile.Write(heads.FolderOf("gear", left), left, new BandScores([]));

        var removed = await LeftHeads.RemoveAsync(heads, "gear", id => Task.FromResult(
            id == Some.Id(1) ? (true, named) : id == Some.Id(4) ? (false, null) : (true, default(string))));

        removed.ShouldBe([left]);
        heads.List("gear").ShouldBe([named, active, elsewhere, byHand], ignoreOrder: true);
        Directory.EnumerateFileSystemEntries(_folder.At("heads", "gear")).ShouldNotContain(path => path.Contains(left, StringComparison.Ordinal) || path.Contains("unfinished", StringComparison.Ordinal));
    }

    private static string Save(HeadFolders heads, int number, Guid? training) => heads.Save(
        new HeadManifest
        {
            Version = "", TensorsSha256 = "", Product = "gear", FeatureKey = "k1", Backbone = "b", InputSize = 224, TopPatches = 5, Created = Some.Start.AddSeconds(number), Origin = "station s1",
            Samples = new Dictionary<string, int> { ["ok"] = 9 }, TrainingId = training,
        },
        [new Tensor("bank", [1], [number])]).Version;
}
