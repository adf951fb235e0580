using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Messaging.Brokering;

/// <summary>The users of the broker inside, from a file of mosquitto_passwd: a line <c>user:hash</c> each.</summary>
internal sealed class UserFile
{
    private readonly Dictionary<string, PasswordHash> _users;

    private UserFile(Dictionary<string, PasswordHash> users) => _users = users;

    /// <summary>Names of all.</summary>
    public IReadOnlyCollection<string> Users => _users.Keys;

    /// <summary>Reads it; a refusal names the line, never what stands on it.</summary>
    public static Result<UserFile> Read(string path)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Refusal(RefusalKind.NotFound, $"ListenPasswordFile cannot be read: {e.Message} Check its path and that the service's user may read it.");
        }

        Dictionary<string, PasswordHash> users = new(StringComparer.Ordinal);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length == 0 || lines[i][0] == '#')
            {
                continue;
            }

            if (lines[i].Split(':') is not [{ Length: > 0 } user, var text] || PasswordHash.Parse(text) is not { } hash)
            {
                return new Refusal(RefusalKind.Damaged, $"ListenPasswordFile: line {i + 1} is not user:$7$…, a hash of PBKDF2-SHA512. Make it by mosquitto_passwd {path} USER (2.1 and later: -H sha512-pbkdf2).");
            }

            if (!users.TryAdd(user, hash))
            {
                return new Refusal(RefusalKind.Conflict, $"ListenPasswordFile: line {i + 1} names a user for the second time.");
            }
        }

        return users.Count > 0 ? new UserFile(users) : new Refusal(RefusalKind.Invalid, $"ListenPasswordFile names no user: mosquitto_passwd {path} USER.");
    }

    /// <summary>Whether user and password belong together; an unknown user takes as long.</summary>
    public bool Fits(string user, ReadOnlySpan<byte> password)
    {
        var known = _users.TryGetValue(user, out var hash);
        return (hash ?? _users.Values.First()).Fits(password) && known;
    }
}
