using System.Text;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Storage.Commands;

namespace EdgeTransfer.Commands;

/// <summary>A command that is being carried out, as its answers name it.</summary>
/// <param name="Station">A station of the device.</param>
/// <param name="Name">A command that there is.</param>
/// <param name="Id">Its id.</param>
/// <param name="Digest">SHA-256 of what it asks for.</param>
/// <param name="At">When it was taken, UTC.</param>
internal sealed record Asked(string Station, string Name, Guid Id, string Digest, DateTimeOffset At)
{
    private const int MaxRefusal = 2000; // characters: it may quote what a stranger sent

    /// <summary>The answer with what it answers; a refusal is made safe to print.</summary>
    public CommandReply Seal(CommandReply reply) => reply with
    {
        CommandId = Id, Command = Name, Station = Station, Detail = reply.Reason is null ? reply.Detail : SafeText.Of(reply.Detail, MaxRefusal),
    };

    /// <summary>The answer as it is kept.</summary>
    public StoredReply Answer(CommandReply reply) => Owed() with { Reply = Encoding.UTF8.GetString(MessageJson.Write(ReplyMessage.From(Seal(reply)))) };

    /// <summary>What is kept before an act that leaves no trace of its own.</summary>
    public StoredReply Owed() => new(Id, Station, Name, Digest, At, "");
}
