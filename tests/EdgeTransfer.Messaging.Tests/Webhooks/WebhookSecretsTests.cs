using System.Text;

namespace EdgeTransfer.Messaging.Webhooks;

public class WebhookSecretsTests
{
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Other = "whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";

    /// <summary>The example that the libraries of the Standard Webhooks specification are tested with.</summary>
    [Fact]
    public void Sign_ExampleOfTheSpecification_SameSignature() =>
        Sign(Secret, """{"test": 2432232314}""").ShouldBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    [Fact]
    public void Sign_TwoSecrets_OneSignatureEach()
    {
        var both = Sign($"{Secret}\n\n {Other}\r\n", "{}").Split(' ');

        both.ShouldBe([Sign(Secret, "{}"), Sign(Other, "{}")]);
        both.Distinct().Count().ShouldBe(2);
    }

    [Theory]
    [InlineData("", "1 to 4 secrets, not 0")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "Line 1 of SecretFile is no secret")]
    [InlineData(Secret + "\nwhsec_no base64!", "Line 2 of SecretFile is no secret")]
    [InlineData("whsec_c2hvcnQ=", "24 to 64 bytes")]
    [InlineData("whsec_AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8gISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0A=", "24 to 64 bytes")]
    [InlineData(Secret + "\n" + Secret + "\n" + Secret + "\n" + Secret + "\n" + Secret, "1 to 4 secrets, not 5")]
    public void Parse_NoUsableSecret_SaysWhyWithoutQuotingIt(string text, string said)
    {
        var (secrets, error) = WebhookSecrets.Parse(text);

        secrets.ShouldBeNull();
        error.ShouldNotBeNull().ShouldContain(said);
        error.ShouldNotContain("MfKQ9r8");
    }

    private static string Sign(string text, string body)
    {
        var (secrets, error) = WebhookSecrets.Parse(text);
        error.ShouldBeNull();
        return secrets!.Sign("msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, Encoding.UTF8.GetBytes(body));
    }
}
