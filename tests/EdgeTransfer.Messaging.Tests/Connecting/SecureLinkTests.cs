using System.Security.Authentication;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Testing;
using Microsoft.Extensions.Logging;
using MQTTnet;

namespace EdgeTransfer.Messaging.Connecting;

/// <summary>What the device says when TLS does not come about, against a real mosquitto.</summary>
public class SecureLinkTests
{
    private const string ServerTls = "allow_anonymous true\ncertfile {folder}/mosquitto.pem\nkeyfile {folder}/mosquitto.key.pem";

    [Fact]
    public async Task Connect_AuthorityOfAnother_RefusedAsUnknown()
    {
        using var made = await Certificates.MakeAsync();
        using var others = await Certificates.MakeAsync();
        await using var broker = await StartAsync(made);

        await RefusedAsync(broker, "UnknownAuthority", "put that authority's certificate into CaFile", ("CaFile", others["ca.pem"]));
    }

    [Fact]
    public async Task Connect_NoCaFile_SystemsAuthoritiesDoNotKnowTheBroker()
    {
        using var made = await Certificates.MakeAsync();
        await using var broker = await StartAsync(made);

        await RefusedAsync(broker, "UnknownAuthority", "which is not trusted");
    }

    [Fact]
    public async Task Connect_ServerCertificateExpired_RefusedWithItsEnd()
    {
        using var made = await Certificates.MakeAsync();
        made.Expire("mosquitto");
        await using var broker = await StartAsync(made);

        await RefusedAsync(broker, "CertificateExpired", "renew it at the broker, or set this device's clock", ("CaFile", made["ca.pem"]));
    }

    [Fact]
    public async Task Connect_CertificateOfAnotherName_RefusedWithItsNames()
    {
        using var made = await Certificates.MakeAsync();
        File.Delete(made["mosquitto.pem"]);
        File.Delete(made["mosquitto.key.pem"]);
        await made.AddAsync("--server", "mosquitto,plant.example");
        await using var broker = await StartAsync(made);

        await RefusedAsync(broker, "NameMismatch", "is for mosquitto, plant.example, not for 127.0.0.1", ("CaFile", made["ca.pem"]));
    }

    [Fact]
    public async Task Connect_CertificateOfAClient_IsNoServers()
    {
        using var made = await Certificates.MakeAsync();
        await made.AddAsync("--client", "127.0.0.1"); // its common name would fit
        File.Copy(made["127.0.0.1.pem"], made["mosquitto.pem"], overwrite: true);
        File.Copy(made["127.0.0.1.key.pem"], made["mosquitto.key.pem"], overwrite: true);
        await using var broker = await StartAsync(made);
        await using var device = await Device.StartAsync(broker, ("Tls", "true"), ("CaFile", made["ca.pem"]));

        await Eventually.TrueAsync(() => device.Link.Counters.Refusals.Values.Sum() > 0, "refused", device.Text);
        device.Link.Counters.Refusals.Keys.ShouldHaveSingleItem().ShouldBeOneOf("Certificate", "NameMismatch");
        device.Link.Counters.Connects.ShouldBe(0);
    }

    [Fact]
    public async Task Connect_OwnCertificateExpired_RefusedAndSaid()
    {
        using var made = await Certificates.MakeAsync("edge");
        made.Expire("edge");
        await using var broker = await StartAsync(made, "\ncafile {folder}/ca.pem\nrequire_certificate true");

        // TLS 1.3 refuses after the handshake: a reset may overtake the broker's alert, so a try may end as Closed, with the same words.
        await using var device = await Device.StartAsync(broker, [("Tls", "true"), .. made.Of("edge")]);
        await Eventually.TrueAsync(() => device.Link.Counters.Refusals.ContainsKey("ClientCertificateRefused"), "refused", device.Text);
        device.Link.Counters.Refusals.Keys.ShouldBeSubsetOf(["ClientCertificateRefused", "Closed"], device.Text());
        device.Logs.Where(l => l.Id == 5001).ShouldAllBe(l => l.Text.Contains("The device's certificate expired at"), device.Text());
        device.Link.Counters.Connects.ShouldBe(0);
    }

    [Theory]
    [InlineData("missing", "File", "CaFile cannot be read")]
    [InlineData("noCertificate", "CaFile", "holds no PEM certificate")]
    [InlineData("damagedCertificate", "CaFile", "damaged certificate")]
    [InlineData("otherKey", "ClientKeyMismatch", "does not belong to the certificate")]
    [InlineData("noKey", "ClientKeyFile", "There is no private key")]
    [InlineData("encryptedKey", "ClientKeyFile", "is encrypted")]
    [InlineData("noClientCertificate", "ClientCertFile", "holds no PEM certificate")]
    public async Task Connect_FileCannotBeUsed_SaysWhichAndConnectsOnceCorrected(string wrong, string reason, string said)
    {
        using var made = await Certificates.MakeAsync("edge", "other");
        await using var broker = await StartAsync(made, "\ncafile {folder}/ca.pem\nrequire_certificate true");
        var file = made[wrong switch { "missing" or "noCertificate" or "damagedCertificate" => "ca.pem", "noClientCertificate" => "edge.pem", _ => "edge.key.pem" }];
        var right = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        switch (wrong)
        {
            case "missing":
                File.Delete(file);
                break;
            case "otherKey":
                File.Copy(made["other.key.pem"], file, overwrite: true);
                break;
            default:
                await File.WriteAllTextAsync(file, Wrong(wrong, right), TestContext.Current.CancellationToken);
                break;
        }

        await using var device = await Device.StartAsync(broker, made.Of("edge"));
        await Eventually.TrueAsync(() => device.Link.Counters.Refusals.GetValueOrDefault(reason) > 0, "refused", device.Text);
        device.Logs.ShouldContain(l => l.Id == 5001 && l.Text.Contains(said), device.Text());
        device.Link.Counters.Connects.ShouldBe(0);

        await File.WriteAllTextAsync(file, right, TestContext.Current.CancellationToken);
        await device.ConnectedAsync();
    }

    [Fact]
    public async Task Connect_TlsOnAPlainPort_SaysSo()
    {
        using var made = await Certificates.MakeAsync();
        await using var broker = await Mosquitto.StartAsync();

        await RefusedAsync(broker, "NoTls", "is Port the broker's port for TLS", ("CaFile", made["ca.pem"]));
    }

    [Fact]
    public async Task Connect_PlainOnATlsPort_SaysSo()
    {
        using var made = await Certificates.MakeAsync();
        await using var broker = await StartAsync(made);

        await RefusedAsync(broker, "Closed", "set Tls", ("Tls", "false"));
    }

    [Fact]
    public async Task Connect_ServerOfTls11Only_IsRefused()
    {
        using var made = await Certificates.MakeAsync();
        var port = Mosquitto.FreePort();
        await using var server = new ChildProcess(
            "openssl", ["s_server", "-port", $"{port}", "-tls1_1", "-cipher", "ALL:@SECLEVEL=0", "-cert", made["mosquitto.pem"], "-key", made["mosquitto.key.pem"]]);
        await Eventually.TrueAsync(() => server.Lines.Any(l => l.Contains("ACCEPT")), "listens", () => string.Join('\n', server.Lines));
        await using var device = await Device.StartAsync(port, ("Tls", "true"), ("CaFile", made["ca.pem"]));

        await Eventually.TrueAsync(() => device.Link.Counters.Refusals.Values.Sum() > 0, "refused", device.Text);
        device.Link.Counters.Refusals.Keys.ShouldHaveSingleItem().ShouldBe("NoTls", device.Text());
        device.Logs.ShouldContain(l => l.Id == 5001 && l.Text.Contains("TLS 1.2 or 1.3"));
    }

    [Fact]
    public async Task Prepare_Tls_OnlyVersionsThatAreSecureAndNothingUnchecked()
    {
        var options = new MqttOptions { Host = "broker", Tls = true };
        var (plan, _) = await new ConnectSettings(
            options, Device.Topics, new(TimeProvider.System, () => ClockReading.Unknown), new(options, TimeProvider.System), () => throw new InvalidOperationException(), TimeProvider.System).PrepareAsync(Stop);

        var tls = plan.ShouldNotBeNull().Options.ChannelOptions.ShouldBeOfType<MqttClientTcpOptions>().TlsOptions;
        tls.SslProtocol.ShouldBe(SslProtocols.Tls12 | SslProtocols.Tls13);
        tls.TargetHost.ShouldBe("broker");
        tls.AllowUntrustedCertificates.ShouldBeFalse();
        tls.IgnoreCertificateChainErrors.ShouldBeFalse();
        plan.Dispose();
    }

    [Fact]
    public async Task Connect_DangerouslyTrustAnyCertificate_ConnectsAndWarnsEachTime()
    {
        using var made = await Certificates.MakeAsync();
        using var others = await Certificates.MakeAsync();
        await using var broker = await StartAsync(made);
        await using var device = await Device.StartAsync(broker, ("Tls", "true"), ("CaFile", others["ca.pem"]), ("DangerouslyTrustAnyCertificate", "true"));
        await device.ConnectedAsync();
        await broker.KillAsync();
        await broker.RestartAsync();
        await device.ConnectedAsync(2);

        device.Link.Warnings.ShouldContain(w => w.Reason == "TrustsAnyCertificate");
        device.Logs.Count(l => l is { Id: 5009, Level: LogLevel.Warning } && l.Text.Contains("DangerouslyTrustAnyCertificate")).ShouldBe(2);
    }

    [Fact]
    public async Task Connect_KeyReadableByAll_WarnsAndConnects()
    {
        using var made = await Certificates.MakeAsync("edge");
        await using (var mode = new ChildProcess("chmod", ["644", made["edge.key.pem"]]))
        {
            (await mode.ExitAsync()).ShouldBe(0);
        }

        await using var broker = await StartAsync(made);
        await using var device = await Device.StartAsync(broker, made.Of("edge"));
        await device.ConnectedAsync();

        device.Link.Warnings.ShouldHaveSingleItem().Reason.ShouldBe("KeyReadableByAll");
        device.Logs.ShouldContain(l => l.Id == 5009 && l.Text.Contains("chmod 600"));
    }

    [Fact]
    public async Task Connect_CertificateAndKeyInOneFileAndUserInAFile_Connects()
    {
        using var made = await Certificates.MakeAsync("edge");
        await using var broker = await StartAsync(made, "\ncafile {folder}/ca.pem\nrequire_certificate true");
        var both = made["both.pem"];
        await File.WriteAllTextAsync(both, await File.ReadAllTextAsync(made["edge.key.pem"], Stop) + await File.ReadAllTextAsync(made["edge.pem"], Stop), Stop);
        await File.WriteAllTextAsync(made["user"], "from-a-file\n", Stop);
        await using var device = await Device.StartAsync(broker, ("Tls", "true"), ("CaFile", made["ca.pem"]), ("ClientCertFile", both), ("UserFile", made["user"]));

        await device.ConnectedAsync();

        await Eventually.TrueAsync(() => broker.Log.Any(l => l.Contains("u'from-a-file'")), "user", () => string.Join('\n', broker.Log));
    }

    [Fact]
    public async Task Renewal_FolderSwappedByALinkWithOlderFiles_TakenUpWithoutRestart()
    {
        using var made = await Certificates.MakeAsync("first", "second");
        await using var broker = await StartAsync(made, "\ncafile {folder}/ca.pem\nrequire_certificate true\nuse_identity_as_username true");
        // as Kubernetes does it: device/tls.crt → ..data/tls.crt, ..data → a folder that is swapped by a rename
        var mount = Directory.CreateDirectory(made["mount"]).FullName;
        foreach (var name in new[] { "second", "first" })
        {
            var folder = Directory.CreateDirectory(Path.Combine(mount, $"..{name}")).FullName;
            File.Copy(made[$"{name}.pem"], Path.Combine(folder, "tls.crt"));
            File.Copy(made[$"{name}.key.pem"], Path.Combine(folder, "tls.key"));
            File.SetLastWriteTimeUtc(Path.Combine(folder, "tls.crt"), DateTime.UnixEpoch.AddDays(name == "first" ? 2 : 1));
        }

        Directory.CreateSymbolicLink(Path.Combine(mount, "..data"), "..first");
        File.CreateSymbolicLink(Path.Combine(mount, "tls.crt"), "..data/tls.crt");
        File.CreateSymbolicLink(Path.Combine(mount, "tls.key"), "..data/tls.key");
        await using var device = await Device.StartAsync(
            broker, ("Tls", "true"), ("CaFile", made["ca.pem"]), ("ClientCertFile", Path.Combine(mount, "tls.crt")), ("ClientKeyFile", Path.Combine(mount, "tls.key")));
        await device.ConnectedAsync();
        broker.Log.ShouldContain(l => l.Contains("u'first'"));

        Directory.CreateSymbolicLink(Path.Combine(mount, "..new"), "..second");
        await using (var move = new ChildProcess("mv", ["-T", Path.Combine(mount, "..new"), Path.Combine(mount, "..data")]))
        {
            (await move.ExitAsync()).ShouldBe(0);
        }

        await device.ConnectedAsync(2);
        broker.Log.ShouldContain(l => l.Contains("u'second'"));
        device.Logs.ShouldContain(l => l.Id == 5008);
        device.Link.Counters.Losses.ShouldBe(0, "it was meant");
    }

    [Fact]
    public async Task Renewal_CertificateWithoutItsKey_KeepsTheConnectionUntilThePairFits()
    {
        using var made = await Certificates.MakeAsync("edge", "next");
        await using var broker = await StartAsync(made, "\ncafile {folder}/ca.pem\nrequire_certificate true\nuse_identity_as_username true");
        await using var device = await Device.StartAsync(broker, made.Of("edge"));
        await device.ConnectedAsync();

        File.Copy(made["next.pem"], made["edge.pem"], overwrite: true);
        await Eventually.TrueAsync(() => device.Logs.Any(l => l.Id == 5010 && l.Text.Contains("ClientKeyMismatch")), "half a pair is refused", device.Text);
        device.Link.IsConnected.ShouldBeTrue();
        device.Link.Counters.Connects.ShouldBe(1);

        File.Copy(made["next.key.pem"], made["edge.key.pem"], overwrite: true);
        await device.ConnectedAsync(2);
        broker.Log.ShouldContain(l => l.Contains("u'next'"));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private static async Task<Mosquitto> StartAsync(Certificates made, string more = "") => await Mosquitto.StartAsync(
        ServerTls + more, [.. new[] { "ca.pem", "mosquitto.pem", "mosquitto.key.pem" }.Select(n => (n, File.ReadAllText(made[n])))]);

    private static async Task RefusedAsync(Mosquitto broker, string reason, string said, params (string, string)[] settings)
    {
        await using var device = await Device.StartAsync(broker, [("Tls", "true"), .. settings]);
        await Eventually.TrueAsync(() => device.Link.Counters.Refusals.Values.Sum() > 0, "refused", device.Text);
        device.Link.Counters.Refusals.Keys.ShouldHaveSingleItem().ShouldBe(reason, device.Text());
        device.Logs.ShouldContain(l => l.Id == 5001 && l.Text.Contains(said), device.Text());
        device.Link.Counters.Connects.ShouldBe(0);
    }

    private static string Wrong(string kind, string right) => kind switch
    {
        "damagedCertificate" => right.Replace("MII", "AAA", StringComparison.Ordinal).Replace("\nMI", "\nAA", StringComparison.Ordinal),
        "encryptedKey" => right.Replace("BEGIN PRIVATE", "BEGIN ENCRYPTED PRIVATE", StringComparison.Ordinal).Replace("END PRIVATE", "END ENCRYPTED PRIVATE", StringComparison.Ordinal),
        _ => "nothing of use\n",
    };
}
