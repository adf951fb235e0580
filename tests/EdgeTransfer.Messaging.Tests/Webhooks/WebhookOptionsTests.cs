namespace EdgeTransfer.Messaging.Webhooks;

public class WebhookOptionsTests
{
    [Fact]
    public void Errors_Defaults_None() => new WebhookOptions().Errors().ShouldBeEmpty();

    [Theory]
    [InlineData("https://plant.example/alerts?key=1")]
    [InlineData("http://127.0.0.1:8080/")]
    public void Errors_UrlWithSecretFile_None(string url) => Of(url).Errors().ShouldBeEmpty();

    [Theory]
    [InlineData("ftp://plant.example/", "as https://host/path")]
    [InlineData("/alerts", "as https://host/path")]
    [InlineData("https://anna:word@plant.example/", "no user and no password")]
    public void Errors_UrlOfNoUse_SaysWhy(string url, string said) => Of(url).Errors().ShouldHaveSingleItem().ShouldContain(said);

    [Fact]
    public void Errors_HalfASetting_SaysWhatIsMissing()
    {
        (Of("https://plant.example/") with { SecretFile = null }).Errors().ShouldHaveSingleItem().ShouldContain("Url needs SecretFile");
        new WebhookOptions { SecretFile = "secret" }.Errors().ShouldHaveSingleItem().ShouldContain("need Url");
        (Of("http://plant.example/") with { CaFile = "ca.pem" }).Errors().ShouldHaveSingleItem().ShouldContain("https");
    }

    [Fact]
    public void Errors_TimesOutOfRange_EachNamed() => (Of("https://plant.example/") with { Timeout = TimeSpan.Zero, RetryMin = TimeSpan.FromMinutes(2), RetryMax = TimeSpan.FromMinutes(1) })
        .Errors().Select(e => e.Split(' ')[1]).ShouldBe(["Timeout", "RetryMin"]);

    private static WebhookOptions Of(string url) => new() { Url = new(url, UriKind.RelativeOrAbsolute), SecretFile = "secret" };
}
