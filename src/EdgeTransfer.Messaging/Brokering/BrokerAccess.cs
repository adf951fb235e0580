using System.Net;
using System.Security.Cryptography;
using System.Text;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Messaging.Connecting;

namespace EdgeTransfer.Messaging.Brokering;

/// <summary>
/// Who may do what at the broker inside once it is open to the network: everybody with a password reads everything; operators also
/// send commands; nobody but the device writes anything else.
/// </summary>
internal sealed class BrokerAccess(string passwordFile, IReadOnlyCollection<string> operators, Topics topics, TimeProvider time)
{
    /// <summary>The device's own user: ':' separates user and hash in the file, so no other can have this name.</summary>
    public const string Device = "device:";

    private readonly LoginThrottle _throttle = new(time);

    /// <summary>The device's own password: made anew at each start, in memory only.</summary>
    public byte[] DevicePassword { get; } = Encoding.ASCII.GetBytes(RandomNumberGenerator.GetHexString(64));

    /// <summary>What is wrong with the file now; null when nothing is.</summary>
    public Refusal? Check()
    {
        var users = UserFile.Read(passwordFile);
        return users.IsOk && operators.FirstOrDefault(o => !users.Value.Users.Contains(o)) is { } unknown
            ? new(RefusalKind.NotFound, $"ListenOperators names '{unknown}', who is not in ListenPasswordFile.")
            : users.Refusal;
    }

    /// <summary>Null: let in; else the reason. The file is read at each login, so that a user who was taken out stays out.</summary>
    public string? RefuseLogin(string? user, byte[]? password, string clientId, IPAddress address)
    {
        // the device first: no stranger's failures may keep it out
        if (user == Device)
        {
            return CryptographicOperations.FixedTimeEquals(password, DevicePassword) ? null : Fail("wrong_password", address);
        }

        if (!_throttle.MayTry(address))
        {
            return "slowed_down";
        }

        if (string.IsNullOrEmpty(user) || password is null)
        {
            return Fail("no_password", address);
        }

        var users = UserFile.Read(passwordFile);
        if (!users.IsOk)
        {
            return "password_file";
        }

        if (!users.Value.Fits(user, password))
        {
            return Fail("wrong_password", address);
        }

        _throttle.Succeeded(address);

        // whoever takes the device's name would push it out and get its commands
        return clientId == ConnectSettings.ClientIdOf(topics) ? "client_id" : null;
    }

    /// <summary>Whether a user may publish there.</summary>
    public bool MayPublish(string? user, string topic) =>
        user == Device || (user is not null && operators.Contains(user) && topics.Parse(topic) is not null);

    private string Fail(string reason, IPAddress address)
    {
        _throttle.Failed(address);
        return reason;
    }
}
