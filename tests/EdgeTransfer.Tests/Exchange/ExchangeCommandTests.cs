using System.Text.Json.Nodes;
using EdgeTransfer.Storage.Files;
using EdgeTransfer.Tests.Cli;
using EdgeTransfer.Tests.Stations;

namespace EdgeTransfer.Tests.Exchange;

/// <summary>The commands as a shell sees them.</summary>
public sealed class ExchangeCommandTests : IDisposable
{
    private readonly ExchangeDevice _device = new();

    private string Root => Path.GetDirectoryName(_device.Data)!;

    public void Dispose() => _device.Dispose();

    [Fact]
    public async Task Dataset_ExportAndImport_TellWhatTheyDid()
    {
        await _device.FillAsync();

        using (FolderLock.Take(_device.Data).OrShow())
        {
            var export = (await Run("dataset", "export", "--data", "data", "--product", "gear", "--to", "out/part.tar", "--format", "archive", "--json")).Succeeded();
            JsonNode.Parse(string.Join('\n', export.Output))!["labels"]!.GetValue<int>().ShouldBe(13, "the service may run meanwhile");
            (await Run("dataset", "import", "--data", "data", "--product", "gear", "--from", "out/part.tar")).RefusedWith("is another EdgeTransfer running on it?");
        }

        (await Run("dataset", "import", "--data", "new", "--product", "gear", "--from", "out/part.tar", "--check")).Succeeded().Output[0].ShouldStartWith("12 parts and 13 labels would be imported");
        (await Run("dataset", "import", "--data", "new", "--product", "gear", "--from", "out/part.tar", "--by", "bert")).Succeeded().Output[0].ShouldStartWith("12 parts and 13 labels were imported");
        (await Run("dataset", "export", "--data", "data", "--product", "gear", "--to", "out/part.tar", "--format", "archive")).RefusedWith("is there already");
        (await Run("dataset", "export", "--data", "data", "--product", "disc", "--to", "out/x", "--format", "coco")).RefusedWith("It has: gear.");
        (await Run("dataset", "import", "--data", "new", "--product", "gear", "--from", "nowhere")).RefusedWith("There is no file or folder nowhere");
        (await Run("dataset", "import", "--data", "new", "--product", "../gear", "--from", "out/part.tar")).RefusedWith("cannot be a product");
        Directory.GetFileSystemEntries(_device.At("out")).Select(Path.GetFileName).ShouldBe(["part.tar"]);
    }

    [Fact]
    public async Task Head_KeygenExportAndImport_WorkTogether()
    {
        var folder = TaughtHead.WriteTo(_device.At("heads"));
        (await Run("head", "keygen", "--to", "keys")).Succeeded();
        Directory.CreateDirectory(_device.At("trusted"));
        File.Copy(_device.At("keys", "head-signing.pub.pem"), _device.At("trusted", "plant.pem"));
        string[] strict = ["--set", "Learning:RequireSignedHeads=true", "--set", "Learning:TrustedKeys=trusted"];

        (await Run("head", "export", "--head", folder, "--to", "plain.zip")).Succeeded();
        (await Run("head", "export", "--head", folder, "--to", "signed.zip", "--sign", "keys/head-signing.key.pem")).Succeeded();

        (await Run(["head", "import", "--data", "new", "--from", "plain.zip", .. strict])).RefusedWith("it is not signed");
        var import = (await Run(["head", "import", "--data", "new", "--from", "signed.zip", .. strict])).Succeeded();
        import.Output[0].ShouldContain("signed by plant, was stored. It does not judge: that takes an activation.");
        import.Output[1].ShouldContain("it is not known whether its features fit");
        (await Run("head", "export", "--data", "new", "--product", "gear", "--version", Path.GetFileName(folder), "--to", "again.zip")).Succeeded();
        (await Run("head", "import", "--data", "new", "--from", "again.zip")).Succeeded().Output[0].ShouldContain("is here already");
        (await Run("head", "import", "--data", "new", "--from", "plain.zip", "--set", "Learning:RequireSignedHeads=true")).RefusedWith("RequireSignedHeads needs TrustedKeys");
        (await Run("head", "export", "--to", "x.zip")).RefusedWith("Give --head FOLDER, or --data FOLDER");
    }

    private Task<Run> Run(params string[] arguments) => Cli.Run.Of(Root, arguments);
}
