namespace EdgeTransfer.Core.Registry;

/// <summary>How pointer and history are brought together.</summary>
public enum PointerRepair
{
    /// <summary>They agree.</summary>
    None,

    /// <summary>The pointer is written anew from the history.</summary>
    MovePointer,

    /// <summary>The history gets a line for what the pointer names.</summary>
    AdoptPointer,
}
