namespace EdgeTransfer.Messaging.Connecting;

/// <summary>Settings of section <c>Mqtt</c>.</summary>
public sealed record MqttOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Mqtt";

    /// <summary>MQTT's registered port.</summary>
    public const int DefaultPort = 1883;

    /// <summary>The broker's name or address; null or empty: the embedded broker on loopback.</summary>
    public string? Host { get; init; }

    /// <summary>TCP port; 0 lets the embedded broker take a free one.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>User name; null: anonymous.</summary>
    public string? User { get; init; }

    /// <summary>File that holds the password; read at each connect, a trailing line end is dropped.</summary>
    public string? PasswordFile { get; init; }

    /// <summary>Whether the connection is encrypted.</summary>
    public bool Tls { get; init; }

    /// <summary>PEM file of the authorities to trust instead of the system's.</summary>
    public string? CaFile { get; init; }

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

    /// <summary>Whether the embedded broker is used.</summary>
    public bool Embedded => string.IsNullOrWhiteSpace(Host);

    /// <summary>All that is wrong with these settings, for a person; empty when nothing is.</summary>
    public IReadOnlyList<string> Errors()
    {
        List<string> errors = [];
        Check(Port is >= 0 and <= 65535, $"Port must be 0 to 65535, not {Port}.");
        Check(Port != 0 || Embedded, "Port 0 (any free one) is for the embedded broker only: set the port of Host.");
        Check(!Embedded || !Tls, "Tls needs Host: the embedded broker listens on loopback without encryption.");
        Check(!Embedded || (User is null && PasswordFile is null), "User and PasswordFile need Host: the embedded broker asks for none.");
        Check(PasswordFile is null || User is not null, "PasswordFile needs User.");
        Check(CaFile is null || Tls, "CaFile needs Tls.");
        Within(nameof(KeepAlive), KeepAlive, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        Within(nameof(SessionExpiry), SessionExpiry, TimeSpan.Zero, TimeSpan.FromDays(30));
        Within(nameof(ReconnectMin), ReconnectMin, TimeSpan.FromMilliseconds(10), TimeSpan.FromMinutes(10));
        Within(nameof(ReconnectMax), ReconnectMax, TimeSpan.FromMilliseconds(10), TimeSpan.FromHours(1));
        Check(ReconnectMin <= ReconnectMax, $"ReconnectMin ({ReconnectMin}) must not exceed ReconnectMax ({ReconnectMax}).");
        Within(nameof(AcknowledgeBound), AcknowledgeBound, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(10));
        Within(nameof(ReplayWindow), ReplayWindow, TimeSpan.Zero, TimeSpan.FromHours(1));
        Within(nameof(ShutdownBound), ShutdownBound, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(1));
        Check(CommandQueue is >= 1 and <= 10_000, $"CommandQueue must be 1 to 10000, not {CommandQueue}.");
        return errors;

        void Within(string name, TimeSpan value, TimeSpan low, TimeSpan high) =>
            Check(value >= low && value <= high, $"{name} must be {low} to {high}, not {value}.");

        void Check(bool holds, string error)
        {
            if (!holds)
            {
                errors.Add($"{Section}: {error}");
            }
        }
    }
}
