using System.Net;

namespace EdgeTransfer.Messaging.Connecting;

/// <summary>Settings of section <c>Mqtt</c>.</summary>
public sealed record MqttOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Mqtt";

    /// <summary>MQTT's registered port.</summary>
    public const int DefaultPort = 1883;

    private const int MinImageBytes = 5_000;
    private const int MaxImageBytes = 1_000_000;

    /// <summary>The broker's name or address; null or empty: the embedded broker on loopback.</summary>
    public string? Host { get; init; }

    /// <summary>TCP port; 0 lets the embedded broker take a free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>User name; null: that of <see cref="UserFile"/>, else anonymous.</summary>
    public string? User { get; init; }

    /// <summary>File that holds the user name, in place of <see cref="User"/>.</summary>
    public string? UserFile { get; init; }

    /// <summary>File that holds the password; this and the other files are read at each connect, a trailing line end is dropped.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>Whether the connection is encrypted.</summary>
    public bool Tls { get; init; }

    /// <summary>PEM file of the authorities to trust instead of the system's.</summary>
    public string? CaFile { get; init; }

    /// <summary>PEM file of the device's own certificate, shown to the broker.</summary>
    public string? ClientCertFile { get; init; }

    /// <summary>PEM file of its key; null: it stands in <see cref="ClientCertFile"/>.</summary>
    public string? ClientKeyFile { get; init; }

    /// <summary>Whether any broker is believed, whatever its certificate: encrypted, but with whom is not known.</summary>
    public bool DangerouslyTrustAnyCertificate { get; init; }

    /// <summary>Address of this machine on which the embedded broker lets others in, as in <c>0.0.0.0</c>; null: loopback only, without users.</summary>
    public string? Listen { get; init; }

    /// <summary>Users of the embedded broker with hashes of their passwords, as mosquitto_passwd makes them.</summary>
    public string? ListenPasswordFile { get; init; }

    /// <summary>Those of them who may send commands; the others only read.</summary>
    public IReadOnlyList<string> ListenOperators { get; init; } = [];

    /// <summary>PEM file of the embedded broker's certificate; null: others connect without encryption.</summary>
    public string? ListenCertFile { get; init; }

    /// <summary>PEM file of its key.</summary>
    public string? ListenKeyFile { get; init; }

    /// <summary>Silence after which the connection is probed.</summary>
    public TimeSpan KeepAlive { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How long the broker keeps the session (queued commands) while the device is away.</summary>
    public TimeSpan SessionExpiry { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Ceiling of the first wait before another attempt.</summary>
    public TimeSpan ReconnectMin { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Ceiling of all waits; a connection that lasted as long counts as stable.</summary>
    public TimeSpan ReconnectMax { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the broker may take to connect or to acknowledge before the connection is given up.</summary>
    public TimeSpan AcknowledgeBound { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>What the broker acknowledged in so long before the connection ended is published again after a reconnect: in a crash it may forget it. Zero: never.</summary>
    public TimeSpan ReplayWindow { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>How long the goodbye may take at stop.</summary>
    public TimeSpan ShutdownBound { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>Commands that may wait; more are refused as <c>busy</c>.</summary>
    public int CommandQueue { get; init; } = 64;

    /// <summary>Share of the parts that <c>inspection</c> tells of, 0 to 1.</summary>
    public double InspectionShare { get; init; } = 1;

    /// <summary>Largest JPEG of a part that is not OK, bytes; 0: none are sent.</summary>
    public int ImageBytes { get; init; }

    /// <summary>Whether the embedded broker is used.</summary>
    public bool IsEmbedded => string.IsNullOrWhiteSpace(Host);

    /// <summary>All that is wrong with these settings, for a person; empty when nothing is.</summary>
    public IReadOnlyList<string> Errors()
    {
        var errors = new SettingErrors(Section);
        errors.Check(Port is >= 0 and <= 65535, $"Port must be 0 to 65535, not {Port}.");
        errors.Check(Port != 0 || IsEmbedded, "Port 0 (any free one) is for the embedded broker only: set the port of Host.");
        errors.Check(!IsEmbedded || !Tls, "Tls needs Host: the device reaches the embedded broker on this machine. For others: ListenCertFile.");
        errors.Check(!IsEmbedded || (User ?? UserFile ?? PasswordFile) is null, "User, UserFile and PasswordFile need Host: the embedded broker knows its device. For others: ListenPasswordFile.");
        errors.Check(User is null || UserFile is null, "User and UserFile exclude each other.");
        errors.Check(PasswordFile is null || (User ?? UserFile) is not null, "PasswordFile needs User or UserFile.");
        errors.Check(CaFile is null || Tls, "CaFile needs Tls.");
        errors.Check(ClientCertFile is null || Tls, "ClientCertFile needs Tls.");
        errors.Check(ClientKeyFile is null || ClientCertFile is not null, "ClientKeyFile needs ClientCertFile.");
        errors.Check(!DangerouslyTrustAnyCertificate || Tls, "DangerouslyTrustAnyCertificate needs Tls: take it away.");
        errors.Check(IsEmbedded || Listen is null, "Listen is for the embedded broker: take Host away, or open the broker that it names.");
        errors.Check(Listen is null || IPAddress.TryParse(Listen, out _), $"Listen must be an address of this machine, as 0.0.0.0 for all, not '{Listen}'.");
        errors.Check(Listen is null || ListenPasswordFile is not null, "Listen needs ListenPasswordFile: nobody is let in from the network without a password (mosquitto_passwd makes the file).");
        errors.Check(Listen is not null || ((ListenPasswordFile ?? ListenCertFile ?? ListenKeyFile) is null && ListenOperators.Count == 0), "ListenPasswordFile, ListenOperators, ListenCertFile and ListenKeyFile need Listen.");
        errors.Check((ListenCertFile is null) == (ListenKeyFile is null), "ListenCertFile and ListenKeyFile need each other.");
        errors.Within(nameof(KeepAlive), KeepAlive, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        errors.Within(nameof(SessionExpiry), SessionExpiry, TimeSpan.Zero, TimeSpan.FromDays(30));
        errors.Within(nameof(ReconnectMin), ReconnectMin, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(10));
        errors.Within(nameof(ReconnectMax), ReconnectMax, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
        errors.Check(ReconnectMin <= ReconnectMax, $"ReconnectMin ({ReconnectMin}) must not exceed ReconnectMax ({ReconnectMax}).");
        errors.Within(nameof(AcknowledgeBound), AcknowledgeBound, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        errors.Within(nameof(ReplayWindow), ReplayWindow, TimeSpan.Zero, TimeSpan.FromHours(1));
        errors.Within(nameof(ShutdownBound), ShutdownBound, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        errors.Check(CommandQueue is >= 1 and <= 10_000, $"CommandQueue must be 1 to 10000, not {CommandQueue}.");
        errors.Check(InspectionShare is >= 0 and <= 1, $"InspectionShare must be 0 to 1, not {InspectionShare}.");
        errors.Check(ImageBytes is 0 or (>= MinImageBytes and <= MaxImageBytes), $"ImageBytes must be 0, or {MinImageBytes} to {MaxImageBytes}, not {ImageBytes}.");
        return errors.All;
    }
}
