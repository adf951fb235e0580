namespace EdgeTransfer.Tests.Cli;

public class HelpTests
{
    [Fact]
    public async Task Help_NoCommand_NamesAllCommands()
    {
        var run = (await Run.Of(Path.GetTempPath(), "--help")).Succeeded();

        foreach (var command in new[] { "serve", "demo", "inspect", "train", "bands", "review", "log", "evaluate", "dataset", "head", "models", "version" })
        {
            run.Output.ShouldContain(line => line.TrimStart().StartsWith(command, StringComparison.Ordinal), run.Text);
        }
    }

    [Theory]
    [InlineData("serve", "--config --set")]
    [InlineData("demo", "--parts --json --seed --period --data")]
    [InlineData("inspect", "--source --head --policy --product --overlays")]
    [InlineData("train", "--data --ok --defect --product --out --size --tiles --overlap --backbone --seed --max-escape-rate --max-false-reject-rate --cost-ratio --defect-share")]
    [InlineData("bands", "--head --write --max-escape-rate --max-false-reject-rate --cost-ratio --defect-share")]
    [InlineData("evaluate", "--data --classes --shots --draws --ok --ok-count --splits --marks --json --report --size --tiles --overlap --backbone --seed")]
    [InlineData("review", "--data --product --limit --json")]
    [InlineData("log verify", "--data --expect")]
    [InlineData("log show", "--data --kind --product --subject --by --from --to --last --json")]
    [InlineData("dataset export", "--data --product --to --format --heads --json")]
    [InlineData("dataset import", "--data --product --from --format --by --prefix --heads --check --json --config --set")]
    [InlineData("head export", "--head --data --product --version --to --sign")]
    [InlineData("head import", "--data --from --by --config --set")]
    [InlineData("head keygen", "--to")]
    [InlineData("models", "--folder")]
    [InlineData("version", "--help")]
    public async Task Help_Command_NamesItsOptions(string command, string options)
    {
        var run = (await Run.Of(Path.GetTempPath(), [.. command.Split(' '), "--help"])).Succeeded();

        run.Errors.ShouldBeEmpty();
        var words = run.Output.SelectMany(line => line.Split([' ', ','])).ToHashSet();
        options.Split(' ').Where(option => !words.Contains(option)).ShouldBeEmpty(run.Text);
    }

    [Fact]
    public async Task Version_Always_IsThatOfTheBuild()
    {
        var run = (await Run.Of(Path.GetTempPath(), "version")).Succeeded();

        run.Output.ShouldHaveSingleItem().ShouldStartWith("0.1.0");
    }
}
