namespace EdgeTransfer.Core.Results;

/// <summary>Why something was refused; counted under this name.</summary>
public enum RefusalKind
{
    /// <summary>A file, folder, part or version that is not there.</summary>
    NotFound,

    /// <summary>Bytes that are not what they claim to be: wrong hash, wrong shape, cannot be read.</summary>
    Damaged,

    /// <summary>Input from outside that breaks its contract.</summary>
    Invalid,

    /// <summary>Larger than the limit that protects the device.</summary>
    TooLarge,

    /// <summary>Right in itself, but not now: already running, too few labels.</summary>
    NotNow,

    /// <summary>Contradicts what is there already, as an id that was used for something else.</summary>
    Conflict,
}
