using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Exchange;
using EdgeTransfer.Exchange.Heads;
using EdgeTransfer.Storage.Exchange;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Tests.Stations;

namespace EdgeTransfer.Tests.Exchange;

/// <summary>Heads as single files: what comes out is what went in, signed by whom the device trusts, or it is refused with the reason.</summary>
public sealed class HeadPackageTests : IDisposable
{
    private readonly ExchangeDevice _device = new();
    private readonly string _folder;
    private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public HeadPackageTests() => _folder = TaughtHead.WriteTo(_device.At("heads"));

    private string Version => Path.GetFileName(_folder);

    private string Stored => Path.Combine(_device.Data, "heads", "gear", Version);

    public void Dispose()
    {
        _key.Dispose();
        _device.Dispose();
    }

    [Fact]
    public async Task Import_OfAnExportedHead_StoresItByteForByteAndActivatesNothing()
    {
        var (isNew, signed) = (await ImportAsync(Pack())).OrShow();

        (isNew, signed).ShouldBe((true, "not signed"));
        foreach (var file in new[] { "manifest.json", "head.safetensors" })
        {
            File.ReadAllBytes(Path.Combine(Stored, file)).ShouldBe(File.ReadAllBytes(Path.Combine(_folder, file)));
        }

        File.ReadAllBytes(Stored + ".scores.json").ShouldBe(File.ReadAllBytes(_folder + ".scores.json"));
        _device.Query<string>("SELECT version || ' ' || head || ' ' || name FROM policy JOIN operator ON key = said_by").ShouldBe([$"p-{Version} {Version} bert"]);
        _device.Query<string>("SELECT json FROM policy").ShouldBe([await File.ReadAllTextAsync(_folder + ".policy.json")]);
        var entry = JsonNode.Parse(_device.Query<string>("SELECT json FROM log WHERE kind = 'import' AND subject = '" + Version + "'").ShouldHaveSingleItem())!;
        entry["signed"]!.GetValue<string>().ShouldBe("not signed");
        var heads = new HeadFolders(Path.Combine(_device.Data, "heads"), TimeProvider.System);
        heads.List("gear").ShouldBe([Version]);
        heads.Active("gear").ShouldBe(default(ActivePointer));

        (await ImportAsync(Pack())).OrShow().IsNew.ShouldBeFalse();
        _device.Query<long>("SELECT COUNT(*) FROM log").ShouldBe([1]);
    }

    [Fact]
    public async Task Import_SignedByATrustedKey_SaysByWhom()
    {
        Trust(required: true, _key);

        (await ImportAsync(Pack(_key))).OrShow().Signed.ShouldBe("signed by plant-0");
    }

    [Fact]
    public async Task Import_SignedHeadsRequired_RefusesAllOthers()
    {
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Trust(required: true, _key);

        (await RefusedAsync(Pack())).ShouldContain("it is not signed, and this device takes signed heads only (Learning:RequireSignedHeads)");
        (await RefusedAsync(Pack(other))).ShouldContain($"none of the 1 keys that this device trusts (it names the key {SigningKeys.IdOf(other)})");
        Trust(required: true);
        (await RefusedAsync(Pack(_key))).ShouldContain("none of the 0 keys");
    }

    [Fact]
    public async Task Import_SignatureNotRequired_StillRefusesOneThatIsWrong()
    {
        Trust(required: false, _key);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        (await RefusedAsync(Changed(Pack(_key), files => Edit(files, "manifest.json", json => json["topPatches"] = 9), reseal: true))).ShouldContain("changed after it was signed");
        (await ImportAsync(Pack(other))).OrShow().Signed.ShouldContain("not trusted here");
    }

    [Theory]
    [InlineData("manifest.json")]
    [InlineData("head.safetensors")]
    [InlineData("policy.json")]
    [InlineData("scores.json")]
    public async Task Import_EntryOfAnotherHash_IsRefusedByName(string name) =>
        (await RefusedAsync(Changed(Pack(), files => files[name][^2] ^= 1, reseal: false))).ShouldContain($"The entry '{name}' has the SHA-256");

    [Theory]
    [InlineData("manifest.json", "product", "../gear", "cannot be the name of a head")]
    [InlineData("manifest.json", "version", "../x", "cannot be the name of a head")]
    [InlineData("manifest.json", "tensorsSha256", "00", "has the SHA-256")]
    [InlineData("manifest.json", "schema", "edgetransfer/head/9", "is no edgetransfer/head/1")]
    [InlineData("manifest.json", "topPatches", "-1", "TopPatches -1")]
    [InlineData("policy.json", "head", "another", "is no policy of head")]
    [InlineData("policy.json", "version", "../p", "is no policy of head")]
    [InlineData("policy.json", "unsureFrom", "much", "policy.json cannot be read")]
    [InlineData("scores.json", "head", "another", "holds no edgetransfer/scores/1")]
    public async Task Import_FieldThatCannotBe_IsRefused(string entry, string field, string value, string because) =>
        (await RefusedAsync(Changed(Pack(), files => Edit(files, entry, json => json[field] = value), reseal: true))).ShouldContain(because);

    [Fact]
    public async Task Import_BandsThatAreNone_IsRefused() =>
        (await RefusedAsync(Changed(Pack(), files => Edit(files, "policy.json", json => json["unsureFrom"] = 1e6), reseal: true))).ShouldContain("is no policy of head");

    [Fact]
    public async Task Import_TensorWithNotANumber_IsRefused() => (await RefusedAsync(Changed(
        Pack(),
        files =>
        {
            BitConverter.GetBytes(float.NaN).CopyTo(files["head.safetensors"], files["head.safetensors"].Length - 4);
            Edit(files, "manifest.json", json => json["tensorsSha256"] = Convert.ToHexStringLower(SHA256.HashData(files["head.safetensors"])));
        },
        reseal: true))).ShouldContain("holds a value that is no number");

    [Fact]
    public async Task Import_OtherFeaturesThanTheStations_IsRefused()
    {
        _device.Served["gear"] = "fedcba9876543210fedcba9876543210";
        (await RefusedAsync(Pack())).ShouldContain("was learnt on other features than the station of product gear has");

        _device.Served["gear"] = TaughtHead.FeatureKey;
        (await ImportAsync(Pack())).OrShow().IsNew.ShouldBeTrue();
    }

    [Fact]
    public async Task Import_AnotherHeadOfThatVersionIsHere_IsRefusedAndStays()
    {
        (await ImportAsync(Pack())).OrShow();
        var damaged = new byte[10];
        await File.WriteAllBytesAsync(Path.Combine(Stored, "head.safetensors"), damaged);

        (await RefusedAsync(Pack())).ShouldContain("it stays as it is");
        File.ReadAllBytes(Path.Combine(Stored, "head.safetensors")).ShouldBe(damaged);
    }

    [Theory]
    [InlineData("../evil.json", "leads out of its folder")]
    [InlineData("evil.json", "'evil.json' does not belong to a head")]
    [InlineData("MANIFEST.json", "in upper and lower case only")]
    [InlineData("manifest.json", "stands there twice")]
    public async Task Import_EntryNamedSo_IsRefused(string name, string because)
    {
        var package = Pack();
        using (var buffer = new MemoryStream())
        {
            buffer.Write(package);
            using (var zip = new ZipArchive(buffer, ZipArchiveMode.Update, leaveOpen: true))
            {
                zip.CreateEntry(name).Open().Dispose();
            }

            (await RefusedAsync(buffer.ToArray())).ShouldContain(because);
        }
    }

    [Fact]
    public async Task Import_EntryThatUnpacksToFarMore_IsRefused() =>
        (await RefusedAsync(Changed(Pack(), files => files["scores.json"] = new byte[50_000_000], reseal: true))).ShouldContain("'scores.json' unpacks to more than");

    [Fact]
    public async Task Import_CutAnywhere_IsRefused()
    {
        var whole = Pack();
        foreach (var length in new[] { 0, 1, 30, whole.Length / 2, whole.Length - 23, whole.Length - 1 })
        {
            await RefusedAsync(whole[..length]);
        }
    }

    [Fact]
    public async Task Import_DirectoryInThe64BitForm_IsRefusedBeforeItIsRead()
    {
        var package = Pack();
        package.AsSpan(package.Length - 6, 4).Fill(0xFF);

        (await RefusedAsync(package)).ShouldContain("is no zip file of a head");
    }

    [Fact]
    public async Task Pack_Signature_IsOneThatOpensslVerifies()
    {
        var files = Unzip(Pack(_key));
        File.WriteAllBytes(_device.At("hashes.json"), files["hashes.json"]);
        File.WriteAllBytes(_device.At("signature"), Convert.FromBase64String(JsonNode.Parse(files["signature.json"])!["value"]!.GetValue<string>()));
        await File.WriteAllTextAsync(_device.At("key.pem"), _key.ExportSubjectPublicKeyInfoPem());

        await using var openssl = new Testing.ChildProcess("openssl", ["dgst", "-sha256", "-verify", _device.At("key.pem"), "-signature", _device.At("signature"), _device.At("hashes.json")]);

        (await openssl.ExitAsync()).ShouldBe(0, string.Join('\n', openssl.Lines));
    }

    [Fact]
    public async Task Archive_WithHeads_BringsThemAndObeysTheSameTrust()
    {
        using var one = new ExchangeDevice();
        await one.FillAsync();
        one.ExportTo(one.At("part.tar"), DatasetFormat.Archive, _folder).OrShow().Heads.ShouldBe([Version]);

        Trust(required: true, _key);
        (await _device.ImportAsync(one.At("part.tar"), DatasetFormat.Archive, heads: true)).Refusal!.Message.ShouldStartWith($"heads/{Version}.zip: The head is refused: it is not signed");
        _device.Parts().ShouldBeEmpty();
        (await _device.ImportAsync(one.At("part.tar"), DatasetFormat.Archive)).OrShow().Heads.ShouldBeEmpty();
        _device.Trust = HeadTrust.None;
        (await _device.ImportAsync(one.At("part.tar"), DatasetFormat.Archive, heads: true)).OrShow().Heads.ShouldBe([Version]);
        Directory.Exists(Stored).ShouldBeTrue();
    }

    private void Trust(bool required, params ECDsa[] keys) => _device.Trust = new([.. keys.Select((k, i) => new TrustedKey($"plant-{i}", k.ExportSubjectPublicKeyInfo()))], required);

    private byte[] Pack(ECDsa? key = null) => HeadPackageWriter.Pack(_folder, null, key).OrShow();

    private async Task<Result<(bool IsNew, string Signed)>> ImportAsync(byte[] package)
    {
        File.WriteAllBytes(_device.At("head.zip"), package);
        using var device = DeviceFolder.Take(_device.Data);
        using var staging = new StagingFolder(Path.Combine(device.Path, LineFiles.Heads));
        var import = new HeadImport(device.Database, device.Path, _device.Trust, _device.Served, _device.Time);
        var head = import.Check(_device.At("head.zip"), staging);
        if (!head.IsOk)
        {
            return head.Refusal;
        }

        var stored = await import.StoreAsync(head.Value, "head.zip", "bert");
        return stored.IsOk ? (stored.Value, head.Value.Signed) : stored.Refusal;
    }

    private async Task<string> RefusedAsync(byte[] package)
    {
        var before = Directory.Exists(_device.Data) ? Files() : [];
        var result = await ImportAsync(package);
        result.IsOk.ShouldBeFalse();
        Files().Except(before).Where(f => !Path.GetFileName(f).StartsWith("line.db", StringComparison.Ordinal) && Path.GetFileName(f) is not (".lock" or "heads" or "samples")).ShouldBeEmpty();
        return result.Refusal!.Message;
    }

    private string[] Files() => Directory.GetFileSystemEntries(_device.Data, "*", SearchOption.AllDirectories);

    private static byte[] Changed(byte[] package, Action<Dictionary<string, byte[]>> change, bool reseal)
    {
        var files = Unzip(package);
        change(files);
        if (reseal)
        {
            files["hashes.json"] = HeadHashes.Of(files.Where(f => f.Key is not ("hashes.json" or "signature.json")).ToDictionary());
        }

        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                using var to = zip.CreateEntry(name).Open();
                to.Write(content);
            }
        }

        return buffer.ToArray();
    }

    private static Dictionary<string, byte[]> Unzip(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        return zip.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var content = new MemoryStream();
            using var from = e.Open();
            from.CopyTo(content);
            return content.ToArray();
        });
    }

    private static void Edit(Dictionary<string, byte[]> files, string entry, Action<JsonObject> edit)
    {
        var json = JsonNode.Parse(files[entry])!.AsObject();
        edit(json);
        files[entry] = Encoding.UTF8.GetBytes(json.ToJsonString());
    }
}
