using System.Runtime.Versioning;
using System.Security.Cryptography;
using EdgeTransfer.Exchange.Heads;
using EdgeTransfer.Tests.Cli;
using EdgeTransfer.Tests.Stations;

namespace EdgeTransfer.Tests.Exchange;

public sealed class SigningKeysTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void Make_Pair_IsReadBackAndItsPrivateFileIsForItsOwnerAlone()
    {
        var (secret, open) = SigningKeys.Make(_folder.Root);

        File.GetUnixFileMode(secret).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        using var key = SigningKeys.ReadPrivate(secret).OrShow();
        var trusted = Trusted(open).OrShow().ShouldHaveSingleItem();
        (trusted.Name, trusted.Id).ShouldBe(("key", SigningKeys.IdOf(key)));
        trusted.Made(HeadSignature.Of("some bytes"u8, key), "some bytes"u8).ShouldBeTrue();
        trusted.Made(HeadSignature.Of("some bytes"u8, key), "same bytes"u8).ShouldBeFalse();
        trusted.Made(HeadSignature.Of("some bytes"u8, key) with { Algorithm = "none" }, "some bytes"u8).ShouldBeFalse();
        trusted.Made(HeadSignature.Of("some bytes"u8, key) with { Value = "!" }, "some bytes"u8).ShouldBeFalse();
        trusted.Made(HeadSignature.Of("some bytes"u8, key) with { Value = "" }, "some bytes"u8).ShouldBeFalse();
        Should.Throw<IOException>(() => SigningKeys.Make(_folder.Root), "no key is overwritten");
    }

    [Fact]
    public void ReadPrivate_WhatIsNone_IsRefused()
    {
        var (_, open) = SigningKeys.Make(_folder.Root);
        using var rsa = RSA.Create(2048);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);

        Refused(open).ShouldContain("holds no private key");
        Refused(_folder.Write("rsa.pem", rsa.ExportPkcs8PrivateKeyPem())).ShouldContain("curve P-256");
        Refused(_folder.Write("p384.pem", other.ExportPkcs8PrivateKeyPem())).ShouldContain("curve P-256");
        Refused(_folder.Write("locked.pem", key.ExportEncryptedPkcs8PrivateKeyPem("secret", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000)))).ShouldContain("plain ECDSA key");
        Refused(_folder.Write("text.pem", "PRIVATE KEY")).ShouldContain("curve P-256");
        Refused(_folder.Write("long.pem", new string('a', 100_000))).ShouldContain("larger than any key");
        Refused(_folder.Path("missing.pem")).ShouldContain("cannot be read");
    }

    [Fact]
    public void ReadTrusted_PrivateKeyOrNoKeyAmongThem_IsRefusedByName()
    {
        var (secret, _) = SigningKeys.Make(_folder.Root);

        Trusted(secret).Refusal!.Message.ShouldContain("holds a private key");
        Trusted(_folder.Write("x.pem", "no key")).Refusal!.Message.ShouldContain("key.pem holds no plain ECDSA key");
        SigningKeys.ReadTrusted(_folder.Path("nowhere")).Refusal!.Message.ShouldContain("no folder of trusted keys");
    }

    private static string Refused(string path) => SigningKeys.ReadPrivate(path).Refusal.ShouldNotBeNull().Message;

    private Core.Results.Result<IReadOnlyList<TrustedKey>> Trusted(string pem)
    {
        File.Copy(pem, _folder.Path("trusted", "key.pem"), overwrite: true);
        return SigningKeys.ReadTrusted(_folder.Path("trusted"));
    }
}
