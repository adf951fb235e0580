using System.Text.Json;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Policies;

namespace EdgeTransfer.Cli;

/// <summary>The policy of a head that lies outside a device: <c>&lt;head folder&gt;.policy.json</c>.</summary>
internal static class PolicyFile
{
    private const string Suffix = ".policy.json";

    /// <summary>Writes it in place of an earlier one; never half.</summary>
    public static async Task WriteAsync(string headFolder, Policy policy, CancellationToken cancellation)
    {
        var (path, unfinished) = (Beside(headFolder), Beside(headFolder) + ".new");
        try
        {
            await File.WriteAllBytesAsync(unfinished, MessageJson.Write(policy), cancellation);
            File.Move(unfinished, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"The policy {path} cannot be written: {e.Message}");
        }
    }

    /// <summary>The policy beside a head; null when there is none.</summary>
    public static Policy? Find(string headFolder, string head) => File.Exists(Beside(headFolder)) ? Read(headFolder, null, head) : null;

    /// <summary>Reads a policy and checks that it was laid on this head.</summary>
    public static Policy Read(string headFolder, string? file, string head)
    {
        var path = file ?? Beside(headFolder);
        if (!File.Exists(path))
        {
            throw new UsageException($"There is no policy {path}: give it with --policy FILE.");
        }

        try
        {
            var policy = JsonSerializer.Deserialize(File.ReadAllBytes(path), MessageJson.Default.Policy);
            return policy is null ? throw new UsageException($"The policy {path} is empty.") : policy.Head == head ? policy : throw new UsageException($"The policy {path} was laid on the head {policy.Head}, not on {head}.");
        }
        catch (JsonException e)
        {
            throw new UsageException($"The policy {path} is malformed: {e.Message}");
        }
    }

    private static string Beside(string headFolder) => Path.TrimEndingDirectorySeparator(headFolder) + Suffix;
}
