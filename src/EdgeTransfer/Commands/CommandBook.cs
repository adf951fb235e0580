using System.Text.Json;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Storage.Commands;

namespace EdgeTransfer.Commands;

/// <summary>
/// Has each command carried out once: every answer is kept under the id of its command, a refusal, too, because a late repeat of an approval
/// must not approve what waits by then; only <c>busy</c> is not. A repeat, also after a restart, gets the kept answer.
/// </summary>
internal sealed class CommandBook(ReplyStore replies, TimeProvider time) : IDisposable
{
    private static readonly string Busy = Words.Of(RefusalReason.Busy);

    private readonly SemaphoreSlim _turn = new(1, 1); // two commands with one id must not both be new

    public async Task<CommandReply> OnceAsync(Asked asked, ICommand command, Keeping keeping, Func<Task<CommandReply>> act)
    {
        await _turn.WaitAsync();
        try
        {
            if (await replies.FindAsync(asked.Id) is { } earlier)
            {
                return Repeat(asked, earlier);
            }

            if (await RefuseLateAsync(command) is { } late)
            {
                return late;
            }

            if (keeping == Keeping.BeforeAct)
            {
                await replies.SaveAsync(asked.Owed());
            }

            var reply = await act();
            if (reply.Reason == Busy)
            {
                await replies.ForgetAsync(asked.Id); // it says who is at work, and that one may ask again
            }
            else
            {
                await replies.SaveAsync(asked.Answer(reply));
            }

            return reply;
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Refuses a command that has expired, or of which that cannot be told; null lets it pass.</summary>
    public async Task<CommandReply?> RefuseLateAsync(ICommand command)
    {
        if (command.Expires is not { } expires)
        {
            return null;
        }

        var now = time.GetUtcNow();
        return Expiry.Check(expires, now, await replies.LatestTimeAsync());
    }

    public void Dispose() => _turn.Dispose();

    private static CommandReply Repeat(Asked asked, StoredReply earlier)
    {
        var isSame = earlier.Station == asked.Station && earlier.Name == asked.Name && (earlier.Digest == asked.Digest || earlier.Digest.Length == 0);
        return !isSame ? CommandReply.Refused(RefusalReason.IdUsed, $"The id belongs to another command ({earlier.Name} at {earlier.Station}, {earlier.At:u}): give each command an id of its own.")
            : earlier.IsOwed ? CommandReply.Refused(RefusalReason.Interrupted, $"The device stopped while it carried this command out ({earlier.At:u}): look at how things stand, then ask again with a new id.")
            : Read(earlier.Reply);
    }

    private static CommandReply Read(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, MessageJson.Default.ReplyMessage)!.ToReply();
        }
        catch (JsonException)
        {
            return CommandReply.Refused(RefusalReason.Fault, "The command was carried out; its stored answer cannot be read.");
        }
    }
}
