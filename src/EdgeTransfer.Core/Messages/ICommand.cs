namespace EdgeTransfer.Core.Messages;

/// <summary>What every command says, whatever it asks for.</summary>
public interface ICommand
{
    /// <summary>Id of the command, a new one each time: a repeat is answered as before and does nothing.</summary>
    Guid Id { get; }

    /// <summary>Who asks for it.</summary>
    string By { get; }

    /// <summary>From then on it is refused, UTC; null: whenever it comes, it is meant.</summary>
    DateTimeOffset? Expires { get; }

    /// <summary>Whether it only asks: then there is nothing that a repeat could do twice, and its answer is not kept.</summary>
    bool OnlyAsks => false;

    /// <summary>What breaks the contract beyond the types of the fields; null when nothing does.</summary>
    PayloadError? Check() => null;
}
