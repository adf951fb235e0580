using System.Text.Json;
using System.Text.Json.Nodes;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Results;
using Microsoft.Extensions.Time.Testing;

namespace EdgeTransfer.Storage.Heads;

public sealed class HeadFoldersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(Some.Start);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_BySecondObject_GivesTheSavedManifestAndTensors()
    {
        var saved = Open().Save(Manifest(), Tensors(1));

        var head = Open().Load("gear", saved.Version).Value!;

        Json(head.Manifest).ShouldBe(Json(saved));
        Json(saved).ShouldBe(Json(Manifest() with { Version = saved.Version, TensorsSha256 = saved.TensorsSha256 }));
        head.Tensors.Values.Select(t => (t.Name, string.Join(',', t.Shape), string.Join(',', t.Data)))
            .ShouldBe(Tensors(1).Select(t => (t.Name, string.Join(',', t.Shape), string.Join(',', t.Data))), ignoreOrder: true);
        saved.Version.ShouldBe("20260329T005959Z-" + saved.TensorsSha256[..8]);
    }

    [Fact]
    public void Save_SameVersionTwice_ChangesNothing()
    {
        var saved = Open().Save(Manifest(), Tensors(1));
        var before = Snapshot();

        Open().Save(Manifest() with { Origin = "another" }, Tensors(1)).Version.ShouldBe(saved.Version);

        Snapshot().ShouldBe(before);
    }

    /// <summary>The same parts taught again within a second give the same tensors: the damaged folder must not stand in for them.</summary>
    [Fact]
    public void Save_SameVersionWhereADamagedOneLies_GetsANameOfItsOwn()
    {
        var damaged = Open().Save(Manifest(), Tensors(1)).Version;
        File.WriteAllBytes(_folder.At("gear", damaged, "head.safetensors"), [1, 2, 3]);

        var saved = Open().Save(Manifest(), Tensors(1)).Version;

        saved.ShouldBe(damaged + "-2");
        Open().Load("gear", saved).IsOk.ShouldBeTrue();
        Open().Load("gear", damaged).Refusal!.Kind.ShouldBe(RefusalKind.Damaged);
        Open().Save(Manifest(), Tensors(1)).Version.ShouldBe(saved);
    }

    [Fact]
    public void List_TwoVersionsAndRubbish_GivesVersionsNewestFirst()
    {
        var first = Open().Save(Manifest(), Tensors(1)).Version;
        var second = Open().Save(Manifest() with { Created = Some.Start.AddDays(1) }, Tensors(1)).Version;
        Open().Activate("gear", first).IsOk.ShouldBeTrue();

        Open().List("gear").ShouldBe([second, first]);
        Open().List("other").ShouldBeEmpty();
    }

    [Fact]
    public void Load_TensorsChangedByOneBit_IsRefused()
    {
        var version = Open().Save(Manifest(), Tensors(1)).Version;
        var path = _folder.At("gear", version, "head.safetensors");
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);

        Refused(version, RefusalKind.Damaged, "SHA-256");
    }

    [Theory]
    [InlineData("manifest.json")]
    [InlineData("head.safetensors")]
    public void Load_FileIsMissing_IsNotFound(string name)
    {
        var version = Open().Save(Manifest(), Tensors(1)).Version;
        File.Delete(_folder.At("gear", version, name));

        Refused(version, RefusalKind.NotFound, "no head");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"schema":"edgetransfer/head/1"}""")]
    public void Load_MalformedManifest_IsRefused(string manifest)
    {
        var version = Open().Save(Manifest(), Tensors(1)).Version;
        File.WriteAllText(_folder.At("gear", version, "manifest.json"), manifest);

        Refused(version, RefusalKind.Damaged, "manifest.json");
    }

    [Theory]
    [InlineData("schema", "edgetransfer/head/2", "is no edgetransfer/head/1")]
    [InlineData("schema", null, "manifest.json")]
    [InlineData("version", null, "manifest.json")]
    [InlineData("classes", null, "manifest.json")]
    [InlineData("samples", null, "manifest.json")]
    [InlineData("metrics", null, "manifest.json")]
    [InlineData("backbone", null, "manifest.json")]
    [InlineData("tensorsSha256", null, "manifest.json")]
    [InlineData("tensorsSha256", "00", "SHA-256")]
    [InlineData("inputSize", "wide", "manifest.json")]
    [InlineData("version", "20260101T000000Z-00000000", "holds the head")]
    [InlineData("product", "other", "holds the head")]
    public void Load_ManifestWithAWrongField_IsRefused(string field, string? value, string because)
    {
        var version = Open().Save(Manifest(), Tensors(1)).Version;
        var path = _folder.At("gear", version, "manifest.json");
        var json = JsonNode.Parse(File.ReadAllText(path))!;
        json[field] = value;
        File.WriteAllText(path, json.ToJsonString());

        Refused(version, RefusalKind.Damaged, because);
    }

    [Theory]
    [InlineData("gear", "../x")]
    [InlineData("gear", "..")]
    [InlineData("gear", "a/b")]
    [InlineData("gear", "")]
    [InlineData("../gear", "x")]
    [InlineData("/etc", "x")]
    public void Load_NameThatLeavesTheFolder_IsRefused(string product, string version)
    {
        Open().Load(product, version).Refusal!.Kind.ShouldBe(RefusalKind.Invalid);
        Open().Activate(product, version).Refusal!.Kind.ShouldBe(RefusalKind.Invalid);
    }

    [Fact]
    public void Save_ProductThatLeavesTheFolder_Throws()
    {
        Should.Throw<ArgumentException>(() => Open().Save(Manifest() with { Product = "../x" }, Tensors(1)));
        Should.Throw<ArgumentException>(() => Open().Active("../x"));
        Should.Throw<ArgumentException>(() => Open().List("../x"));
    }

    [Fact]
    public void Active_BeforeTheFirstActivation_IsNullAndNoRefusal()
    {
        var active = Open().Active("gear");

        active.IsOk.ShouldBeTrue();
        active.Value.ShouldBeNull();
    }

    [Fact]
    public void Activate_TwoVersions_SecondObjectSeesTheLastAndThePrevious()
    {
        var first = Open().Save(Manifest(), Tensors(1)).Version;
        var second = Open().Save(Manifest(), Tensors(2)).Version;

        Open().Activate("gear", first).IsOk.ShouldBeTrue();
        Open().Active("gear").Value.ShouldBe(new ActivePointer(ActivePointer.CurrentSchema, first, null, Some.Start));

        _time.Advance(TimeSpan.FromHours(1));
        var pointer = Open().Activate("gear", second).Value;
        pointer.ShouldBe(new ActivePointer(ActivePointer.CurrentSchema, second, first, Some.Start.AddHours(1)));
        Open().Active("gear").Value.ShouldBe(pointer);
    }

    [Fact]
    public void Activate_DamagedOrMissingHead_IsRefusedAndThePointerStays()
    {
        var first = Open().Save(Manifest(), Tensors(1)).Version;
        var second = Open().Save(Manifest(), Tensors(2)).Version;
        Open().Activate("gear", first);
        File.WriteAllBytes(_folder.At("gear", second, "head.safetensors"), [1, 2, 3]);

        Open().Activate("gear", second).Refusal!.Kind.ShouldBe(RefusalKind.Damaged);
        Open().Activate("gear", "20260101T000000Z-00000000").Refusal!.Kind.ShouldBe(RefusalKind.NotFound);

        Open().Active("gear").Value!.Version.ShouldBe(first);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"schema\":\"edgetransfer/active/1\"")]
    [InlineData("{\"schema\":\"edgetransfer/active/2\",\"version\":\"v\"}")]
    [InlineData("{\"schema\":\"edgetransfer/active/1\"}")]
    public void Active_DamagedPointer_IsRefusedUntilTheNextActivation(string content)
    {
        var version = Open().Save(Manifest(), Tensors(1)).Version;
        File.WriteAllText(_folder.At("gear", "active.json"), content);

        Open().Active("gear").Refusal!.Kind.ShouldBe(RefusalKind.Damaged);

        Open().Activate("gear", version).Value!.Previous.ShouldBeNull();
        Open().Active("gear").Value!.Version.ShouldBe(version);
    }

    [Fact]
    public void Constructor_LeftoversOfACrash_AreRemovedAndNothingElse()
    {
        var version = Open().Save(Manifest(), Tensors(1)).Version;
        Open().Activate("gear", version);
        var before = Snapshot();
        Directory.CreateDirectory(_folder.At("gear", ".unfinished-1"));
        File.WriteAllText(_folder.At("gear", ".unfinished-1", "manifest.json"), "{}");
        File.WriteAllText(_folder.At("gear", ".unfinished-2"), "{");
        File.WriteAllText(_folder.At("gear", version, ".unfinished-3"), "{");

        Open().Load("gear", version).IsOk.ShouldBeTrue();

        Snapshot().ShouldBe(before);
    }

    private HeadFolders Open() => new(_folder.Path, _time);

    private void Refused(string version, RefusalKind kind, string because)
    {
        var head = Open().Load("gear", version);
        head.Refusal.ShouldNotBeNull();
        head.Refusal.Kind.ShouldBe(kind, head.Refusal.Message);
        head.Refusal.Message.ShouldContain(because);
    }

    /// <summary>Every file with its content.</summary>
    private string[] Snapshot() =>
    [
        .. Directory.EnumerateFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Select(e => File.Exists(e) ? e + Convert.ToHexString(File.ReadAllBytes(e)) : e),
    ];

    private static string Json(HeadManifest manifest) => JsonSerializer.Serialize(manifest);

    private static HeadManifest Manifest() => new()
    {
        Version = "",
        Parent = "20250101T000000Z-12345678",
        Product = "gear",
        FeatureKey = "k1",
        Backbone = "lite0",
        InputSize = 224,
        TopPatches = 5,
        Classes = ["ok", "scratch"],
        Created = Some.Start,
        Origin = "station s1",
        Samples = new Dictionary<string, int> { ["ok"] = 20, ["scratch"] = 3 },
        Metrics = new Dictionary<string, double> { ["outOfFoldAuroc"] = 0.987 },
        TensorsSha256 = "",
    };

    private static Tensor[] Tensors(float first) => [new("mean", [2], [first, 2]), new("bank", [1, 2], [3, 4])];
}
