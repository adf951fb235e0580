namespace EdgeTransfer.Tests.Cli;

/// <summary>What a user can get wrong: one line that says what, exit code 2, never a stack trace.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public UsageTests()
    {
        Directory.CreateDirectory(_folder.Path("empty"));
        _folder.Write("file", "");
        _folder.Write("broken.json", "{ \"Device\": ");
        _folder.Write("classes/a/1.png", "");
        _folder.Write("classes/b/1.png", "");
        _folder.Write("images/1.png", "");
        _folder.Write("mvtec/train/good/1.png", "");
        _folder.Write("mvtec/test/good/1.png", "");
        _folder.Write("no-draws.json", "{}");
        _folder.Write("empty-draws.json", """{ "draws": [] }""");
        _folder.Write("other-shots.json", """{ "draws": [ { "5": {} } ] }""");
        _folder.Write("not-an-object.json", """{ "draws": [ { "5": "a" } ] }""");
        _folder.Write("not-a-name.json", """{ "draws": [ { "5": { "a": [ null ] } } ] }""");
        _folder.Write("not-a-list.json", """[ 1 ]""");
        _folder.Write("unknown-image.json", """{ "draws": [ { "5": { "a": [ "nowhere.png" ] } } ] }""");
    }

    [Theory]
    [InlineData("--nope", "--nope")]
    [InlineData("nope", "nope")]
    [InlineData("version nope", "nope")]
    [InlineData("inspect", "--source")]
    [InlineData("inspect --source sim:disc", "--head")]
    [InlineData("inspect --source sim:disc --head missing", "missing is no head")]
    [InlineData("inspect --source sim:disc --head empty", "manifest.json")]
    [InlineData("train", "There are no good images")]
    [InlineData("train --data missing", "There is no folder missing")]
    [InlineData("train --data empty", "There are no good images")]
    [InlineData("train --ok images --max-escape-rate 0", "maxEscapeRate must be above 0")]
    [InlineData("train --ok images --cost-ratio 5", "100:1:0.2")]
    [InlineData("train --ok images --cost-ratio 5:1 --max-escape-rate 0.1", "either rates or --cost-ratio")]
    [InlineData("train --ok images --defect-share 0.1", "--defect-share belongs to --cost-ratio")]
    [InlineData("bands", "--head")]
    [InlineData("bands --head missing", "missing is no head")]
    [InlineData("train --ok empty", "holds no image")]
    [InlineData("train --ok images --defect pit", "NAME=FOLDER")]
    [InlineData("train --ok images --defect pit=missing", "There is no folder missing")]
    [InlineData("train --ok images --size 100", "multiple of 32")]
    [InlineData("train --ok images --size x", "--size")]
    [InlineData("train --ok images --size 96", "from 128")]
    [InlineData("train --ok images --tiles 2", "--tiles 2")]
    [InlineData("train --ok images --tiles 2x", "ROWSxCOLUMNS")]
    [InlineData("train --ok images --tiles -1x2", "ROWSxCOLUMNS")]
    [InlineData("train --ok images --tiles 5x5", "Tiles are 5 rows of 5")]
    [InlineData("train --ok images --tiles 2x2 --overlap 40", "multiple of 32")]
    [InlineData("evaluate --classes classes --overlap 32", "--tiles")]
    [InlineData("train --ok images --product ../up", "Product '../up'")]
    [InlineData("train --ok images --backbone nope", "There is no backbone 'nope'")]
    [InlineData("train --ok images --backbone ../up", "Backbone '../up'")]
    [InlineData("train --ok images", "at least 5 are needed")]
    [InlineData("train --ok images --out file", "file")]
    [InlineData("evaluate", "--data FOLDER or --classes FOLDER")]
    [InlineData("evaluate --data mvtec --classes classes", "--data FOLDER or --classes FOLDER")]
    [InlineData("evaluate --data missing", "There is no folder missing")]
    [InlineData("evaluate --data mvtec", "no folder of a defect class")]
    [InlineData("evaluate --classes missing", "There is no folder missing")]
    [InlineData("evaluate --classes images", "fewer than two classes")]
    [InlineData("evaluate --classes classes --shots 5,x", "--shots 5,x")]
    [InlineData("evaluate --classes classes --shots 0", "--shots 0")]
    [InlineData("evaluate --classes classes --shots -5", "--shots")]
    [InlineData("evaluate --classes classes --draws 0", "--draws")]
    [InlineData("evaluate --classes classes --ok good", "no class 'good'. It has: a, b.")]
    [InlineData("evaluate --classes classes --shots 5 --splits missing.json", "missing.json")]
    [InlineData("evaluate --classes classes --shots 5 --splits broken.json", "broken.json")]
    [InlineData("evaluate --classes classes --shots 5 --splits no-draws.json", "no-draws.json")]
    [InlineData("evaluate --classes classes --shots 5 --splits empty-draws.json", "empty-draws.json")]
    [InlineData("evaluate --classes classes --shots 10 --splits other-shots.json", "has no '10'")]
    [InlineData("evaluate --classes classes --shots 5 --splits not-an-object.json", "not-an-object.json")]
    [InlineData("evaluate --classes classes --shots 5 --splits not-a-name.json", "not-a-name.json")]
    [InlineData("evaluate --classes classes --shots 5 --splits not-a-list.json", "not-a-list.json")]
    [InlineData("evaluate --classes classes --shots 5 --splits unknown-image.json", "nowhere.png")]
    [InlineData("evaluate --classes classes --marks", "--marks helps to tell good from defective: it needs --ok CLASS")]
    [InlineData("evaluate --classes classes --ok a --marks", "--marks needs masks")]
    [InlineData("evaluate --data mvtec --marks", "--marks goes with --classes FOLDER")]
    [InlineData("evaluate --classes classes --report nowhere/page.html", "there is no folder")]
    [InlineData("evaluate --classes classes --report empty", "it is a folder")]
    [InlineData("demo --parts 5", "--parts must be at least 120")]
    [InlineData("demo --parts many", "--parts")]
    [InlineData("demo --period -1", "--period")]
    [InlineData("demo --seed -1", "--seed")]
    [InlineData("demo --data classes", "not empty")]
    [InlineData("demo --json nowhere/result.json", "nowhere/result.json")]
    [InlineData("serve --config missing.json", "missing.json")]
    [InlineData("serve --config broken.json", "broken.json")]
    [InlineData("serve --set Device", "Section:Name=value")]
    [InlineData("serve --set =1", "Section:Name=value")]
    public async Task Command_UnusableArguments_SaysSoInOneLine(string arguments, string words)
    {
        var run = await Run.Of(_folder.Root, arguments.Split(' '));

        run.RefusedWith(words);
    }

    public void Dispose() => _folder.Dispose();
}
