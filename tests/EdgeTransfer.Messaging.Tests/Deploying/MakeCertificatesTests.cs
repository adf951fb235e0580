using System.Security.Cryptography.X509Certificates;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Messaging.Deploying;

public class MakeCertificatesTests
{
    [Fact]
    public async Task Make_ServerAndClient_NamesUsagesAndModesAreRight()
    {
        using var made = await Certificates.MakeAsync("edge");

        using var authority = X509CertificateLoader.LoadCertificateFromFile(made["ca.pem"]);
        using var server = X509Certificate2.CreateFromPemFile(made["mosquitto.pem"], made["mosquitto.key.pem"]);
        using var client = X509Certificate2.CreateFromPemFile(made["edge.pem"], made["edge.key.pem"]);
        authority.Subject.ShouldContain("TEST");
        server.MatchesHostname("localhost", allowCommonName: false).ShouldBeTrue();
        server.MatchesHostname("127.0.0.1", allowCommonName: false).ShouldBeTrue();
        server.MatchesHostname("elsewhere").ShouldBeFalse();
        client.GetNameInfo(X509NameType.SimpleName, forIssuer: false).ShouldBe("edge");
        Usages(server).ShouldBe(["1.3.6.1.5.5.7.3.1"]);
        Usages(client).ShouldBe(["1.3.6.1.5.5.7.3.2"]);
        client.GetECDsaPublicKey()!.ExportParameters(false).Curve.Oid.FriendlyName.ShouldBeOneOf("nistP256", "ECDSA_P256");
        foreach (var key in Directory.GetFiles(made.Folder, "*.key.pem"))
        {
            await using var stat = new ChildProcess("stat", ["-c", "%a", key]);
            (await stat.ExitAsync()).ShouldBe(0);
            stat.Lines.ShouldBe(["600"], key);
        }

        Directory.GetFileSystemEntries(made.Folder).Length.ShouldBe(6, "nothing else is left");
    }

    [Fact]
    public async Task Make_FileIsThere_IsNotOverwritten()
    {
        using var made = await Certificates.MakeAsync("edge");
        var before = await File.ReadAllTextAsync(made["edge.pem"], TestContext.Current.CancellationToken);

        var (code, text) = await Certificates.RunAsync(made.Folder, "--client", "other", "--client", "edge");

        code.ShouldBe(2);
        text.ShouldContain("not overwritten");
        (await File.ReadAllTextAsync(made["edge.pem"], TestContext.Current.CancellationToken)).ShouldBe(before);
        File.Exists(made["other.pem"]).ShouldBeFalse("all or nothing");
    }

    [Theory]
    [InlineData("no name", "--client", "../edge")]
    [InlineData("no name", "--client", "edge/#")]
    [InlineData("no name", "--server", "host,DNS:evil\nbasicConstraints=CA:TRUE")]
    [InlineData("--days must be", "--days", "0")]
    [InlineData("needs a value", "--client")]
    [InlineData("no option", "--force")]
    [InlineData("authority's own", "--client", "ca")]
    public async Task Make_WrongCall_SaysSoAndMakesNothing(string said, params string[] arguments)
    {
        var folder = Path.Combine(Path.GetTempPath(), $"certificates-{Guid.NewGuid():n}");

        var (code, text) = await Certificates.RunAsync([folder, .. arguments]);

        code.ShouldBe(2);
        text.ShouldContain(said);
        Directory.Exists(folder).ShouldBeFalse();
    }

    [Fact]
    public async Task Help_Always_SaysThatItIsATestAuthority() =>
        (await Certificates.RunAsync("--help")).ShouldSatisfyAllConditions(r => r.Code.ShouldBe(0), r => r.Text.ShouldContain("A TEST authority"));

    [Fact]
    public async Task Script_Shellcheck_FindsNothing()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/shellcheck"), "shellcheck is not installed");
        await using var check = new ChildProcess("shellcheck", [Certificates.Script]);
        (await check.ExitAsync()).ShouldBe(0, string.Join('\n', check.Lines));
    }

    private static List<string?> Usages(X509Certificate2 certificate) =>
        [.. certificate.Extensions.OfType<X509EnhancedKeyUsageExtension>().Single().EnhancedKeyUsages.Cast<System.Security.Cryptography.Oid>().Select(o => o.Value)];
}
