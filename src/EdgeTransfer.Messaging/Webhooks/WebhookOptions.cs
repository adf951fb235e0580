using EdgeTransfer.Messaging.Connecting;

namespace EdgeTransfer.Messaging.Webhooks;

/// <summary>Settings of section <c>Webhook</c>.</summary>
public sealed record WebhookOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Webhook";

    /// <summary>Where each alert is posted to; null: nowhere.</summary>
    public Uri? Url { get; init; }

    /// <summary>File with the secret that signs, a line for each while it is being changed; read again for each try.</summary>
    public string? SecretFile { get; init; }

    /// <summary>PEM file of the authorities to trust instead of the system's; read for each try too.</summary>
    public string? CaFile { get; init; }

    /// <summary>How long one post may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Ceiling of the first wait after a refusal.</summary>
    public TimeSpan RetryMin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Ceiling of all waits.</summary>
    public TimeSpan RetryMax { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>All that is wrong with these settings, for a person; empty when nothing is.</summary>
    public IReadOnlyList<string> Errors()
    {
        var errors = new SettingErrors(Section);
        errors.Check(Url is null || (Url is { IsAbsoluteUri: true, Scheme: "https" or "http" } && Url.Fragment == ""), "Url must be as https://host/path.");
        errors.Check(Url is not { IsAbsoluteUri: true, UserInfo.Length: > 0 }, "Url must hold no user and no password: who receives knows the device by its signature.");
        errors.Check(Url is null || SecretFile is not null, "Url needs SecretFile: without a signature nobody could tell this device's alerts from others'.");
        errors.Check(Url is not null || (SecretFile ?? CaFile) is null, "SecretFile and CaFile need Url.");
        errors.Check(CaFile is null || Url is not { IsAbsoluteUri: true, Scheme: "http" }, "CaFile needs a Url with https.");
        errors.Within(nameof(Timeout), Timeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5));
        errors.Within(nameof(RetryMin), RetryMin, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(10));
        errors.Within(nameof(RetryMax), RetryMax, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
        errors.Check(RetryMin <= RetryMax, $"RetryMin ({RetryMin}) must not exceed RetryMax ({RetryMax}).");
        return errors.All;
    }
}
