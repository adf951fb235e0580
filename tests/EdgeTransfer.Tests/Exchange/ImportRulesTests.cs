using EdgeTransfer.Core.Inspecting;
using EdgeTransfer.Exchange;
using EdgeTransfer.Tests.Stations;

namespace EdgeTransfer.Tests.Exchange;

/// <summary>What an import may bring beside images and labels, and how much.</summary>
public sealed class ImportRulesTests : IAsyncLifetime
{
    private const string Golden = "SELECT part_id || ' ' || locked || ' ' || name FROM current_golden JOIN operator ON key = said_by ORDER BY part_id";

    private readonly ExchangeDevice _one = new();
    private readonly ExchangeDevice _other = new();

    private string Archive => _one.At("part.tar");

    [Fact]
    public async Task Import_GoldenParts_AreLockedByWhoImportsAndTold()
    {
        await _one.LockAsync("top-2");
        await _one.LockAsync("top-3", Verdict.Unsure);
        _one.ExportTo(Archive, DatasetFormat.Archive).OrShow().Golden.ShouldBe(2);

        (await _other.ImportAsync(Archive, DatasetFormat.Archive)).OrShow().Golden.ShouldBe(2);
        (await _other.ImportAsync(Archive, DatasetFormat.Archive)).OrShow().Golden.ShouldBe(0, "they are here already");

        _other.Query<string>(Golden).ShouldBe(["top-2 OK bert", "top-3 UNSURE bert"]);
        _other.Query<string>("SELECT subject FROM log WHERE kind = 'golden' ORDER BY seq").ShouldBe(["top-2", "top-3"]);
    }

    [Fact]
    public async Task Import_PartThatIsLockedOtherwiseHere_IsAConflict()
    {
        _one.ExportTo(Archive, DatasetFormat.Archive).OrShow();
        (await _other.ImportAsync(Archive, DatasetFormat.Archive)).OrShow();
        await _other.LockAsync("top-3", Verdict.Ng);
        await _one.LockAsync("top-3", Verdict.Unsure);
        _one.ExportTo(_one.At("later.tar"), DatasetFormat.Archive).OrShow();

        (await _other.ImportAsync(_one.At("later.tar"), DatasetFormat.Archive)).OrShow().Conflicts.ShouldHaveSingleItem().ShouldBe("Part top-3 is locked as NG here, not as UNSURE: release it first.");

        _other.Query<string>(Golden).ShouldBe(["top-3 NG carl"]);
    }

    [Theory]
    [InlineData("\"locked\":\"OK\"", "\"locked\":\"NG\"")]
    [InlineData("\"partId\":\"top-2\"", "\"partId\":\"top-12\"")] // has no label
    [InlineData("\"partId\":\"top-2\"", "\"partId\":\"nobody\"")]
    [InlineData("\"class\":\"ok\"", "\"class\":\"../ok\"")]
    public async Task Import_GoldenPartThatCannotBe_IsRefused(string old, string with)
    {
        await _one.LockAsync("top-2");
        _one.ExportTo(Archive, DatasetFormat.Archive).OrShow();
        var tar = TarFile.Read(Archive);
        tar.Replace("golden.jsonl", old, with);

        (await _other.RefusesAsync(tar.Resealed().WriteTo(_one.At("hostile.tar")), DatasetFormat.Archive)).ShouldContain("golden.jsonl, line 1");
    }

    [Fact]
    public async Task Import_ArchiveOfAnOlderVersion_HasNoGoldenParts()
    {
        _one.ExportTo(Archive, DatasetFormat.Archive).OrShow();
        var tar = TarFile.Read(Archive);
        tar.Remove("golden.jsonl");

        (await _other.ImportAsync(tar.Resealed().WriteTo(_one.At("old.tar")), DatasetFormat.Archive)).OrShow().Parts.ShouldBe(12);
    }

    [Fact]
    public async Task Import_UnlabelledImagesBeyondTheBudget_AreRefusedWithTheNumbers()
    {
        _one.ExportTo(Archive, DatasetFormat.Archive).OrShow(); // 12 parts, one of them without a label

        var refusal = await _other.RefusesAsync(Archive, DatasetFormat.Archive, new() { SampleBudget = 30_000 });

        refusal.ShouldStartWith("The disk budget of 0.00003 GB is too small: the samples take 0 GB, this brings 0.0000");
        refusal.ShouldContain("Raise Learning:DiskBudget");
        (await _other.ImportAsync(Archive, DatasetFormat.Archive, new() { SampleBudget = 60_000 })).OrShow().OverBudget.ShouldBeNull();
    }

    [Fact]
    public async Task Import_LabelledImagesBeyondTheBudget_ComeInAndSamplingWillPause()
    {
        await _one.LabelAsync(30, "top-12", "ok");
        _one.ExportTo(Archive, DatasetFormat.Archive).OrShow();

        var report = (await _other.ImportAsync(Archive, DatasetFormat.Archive, new() { SampleBudget = 30_000 })).OrShow();

        report.Parts.ShouldBe(12);
        report.OverBudget.ShouldNotBeNull().ShouldContain("the service will keep no other images");
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => await _one.FillAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _one.Dispose();
        _other.Dispose();
        return ValueTask.CompletedTask;
    }
}
