namespace EdgeTransfer.Tests.Cli;

public class ModelsCommandTests
{
    [Fact]
    public async Task Models_AsShipped_AreListedAndSound()
    {
        var run = (await Run.Of(Path.GetTempPath(), "models")).Succeeded();

        run.Output.ShouldContain(line => line.Contains("efficientnet-lite0 ", StringComparison.Ordinal) && line.Contains("sound", StringComparison.Ordinal), run.Text);
        run.Output.ShouldContain(line => line.Contains("int8", StringComparison.Ordinal) && line.Contains("sound", StringComparison.Ordinal), run.Text);
    }

    [Fact]
    public async Task Models_OneByteChanged_NamesItAndFails()
    {
        using var folder = new TemporaryFolder();
        var models = Directory.CreateDirectory(folder.Path("models", "golden")).Parent!.FullName;
        foreach (var file in Directory.EnumerateFiles(EdgeTransfer.Testing.Repository.Models, "*", SearchOption.AllDirectories))
        {
            File.Copy(file, Path.Combine(models, Path.GetRelativePath(EdgeTransfer.Testing.Repository.Models, file)));
        }

        var path = Path.Combine(models, "efficientnet-lite0-int8.onnx");
        var bytes = File.ReadAllBytes(path);
        bytes[1000] ^= 1;
        File.WriteAllBytes(path, bytes);

        var run = await Run.Of(Path.GetTempPath(), "models", "--folder", models);

        run.ExitCode.ShouldBe(1, run.Text);
        run.Text.ShouldContain("SHA-256");
    }
}
