using System.Text.Json;

namespace EdgeTransfer.Core.Messages;

/// <summary>Reason codes as words.</summary>
public static class RefusalReasons
{
    /// <summary>The reason that a word means.</summary>
    public static RefusalReason Read(string word) => JsonSerializer.Deserialize<RefusalReason>($"\"{word}\"");
}
