namespace EdgeTransfer.Core.Messages;

/// <summary>The topics of one device: <c>edgetransfer/&lt;site&gt;/&lt;device&gt;/…</c>.</summary>
public sealed class Topics
{
    /// <summary>Names become topic levels, so only letters, digits, '.', '_' and '-' are taken.</summary>
    public Topics(string site, string device)
    {
        ThrowUnlessLevel(site);
        ThrowUnlessLevel(device);
        Root = $"edgetransfer/{site}/{device}";
    }

    /// <summary>What all topics of the device begin with.</summary>
    public string Root { get; }

    /// <summary>Online, stopped, or offline by Last Will; retained.</summary>
    public string State => $"{Root}/state";

    /// <summary>The end of the log, as a proof for whoever keeps it; retained.</summary>
    public string Log => $"{Root}/log";

    /// <summary>How the device is, each half minute; QoS 0.</summary>
    public string Health => $"{Root}/health";

    /// <summary>Filter that takes in every command of every station.</summary>
    public string Commands => $"{Root}/+/cmd/#";

    /// <summary>Every verdict; QoS 0.</summary>
    public string Inspection(string station) => $"{Root}/{station}/inspection";

    /// <summary>NG, UNSURE and faults; QoS 1 through the outbox.</summary>
    public string Alert(string station) => $"{Root}/{station}/alert";

    /// <summary>The active head; retained.</summary>
    public string Model(string station) => $"{Root}/{station}/model";

    /// <summary>How each training ended; QoS 0.</summary>
    public string Training(string station) => $"{Root}/{station}/training";

    /// <summary>How far the stored samples have features of the backbone in force; retained.</summary>
    public string Samples(string station) => $"{Root}/{station}/samples";

    /// <summary>Whether a person has paused the station; retained.</summary>
    public string Run(string station) => $"{Root}/{station}/run";

    /// <summary>How a watch after a swap, or a trial before one, stands; QoS 0.</summary>
    public string Watch(string station) => $"{Root}/{station}/watch";

    /// <summary>What the last gate said; retained.</summary>
    public string Gate(string station) => $"{Root}/{station}/gate";

    /// <summary>Counts and latencies; retained.</summary>
    public string Stats(string station) => $"{Root}/{station}/stats";

    /// <summary>JPEG of a part that is not OK, where asked for; QoS 0.</summary>
    public string Image(string station) => $"{Root}/{station}/image";

    /// <summary>Station and command (as in <c>label</c>) of a command topic; null when it is none of this device.</summary>
    public (string Station, string Command)? Parse(string topic)
    {
        ArgumentNullException.ThrowIfNull(topic);
        if (!topic.StartsWith(Root + "/", StringComparison.Ordinal))
        {
            return null;
        }

        return topic[(Root.Length + 1)..].Split('/') is [var station, "cmd", var command] ? (station, command) : null;
    }

    /// <summary>Whether a name can be a topic level and a folder name.</summary>
    public static bool IsLevel(string name) =>
        name is { Length: > 0 and <= 64 } && name[0] != '.' && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '-');

    private static void ThrowUnlessLevel(string name)
    {
        if (!IsLevel(name))
        {
            throw new ArgumentException($"'{name}' cannot be a topic level: use 1 to 64 letters, digits, '.', '_' or '-'.", nameof(name));
        }
    }
}
