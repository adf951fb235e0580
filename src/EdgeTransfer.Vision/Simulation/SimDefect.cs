namespace EdgeTransfer.Vision.Simulation;

/// <summary>What can be wrong with a drawn part.</summary>
public enum SimDefect
{
    /// <summary>A good part.</summary>
    None,

    /// <summary>A bright line across the machining marks.</summary>
    Scratch,

    /// <summary>One to three small dark hollows.</summary>
    Pit,

    /// <summary>A thin, jagged dark line that starts at a hole, at the bore or at the rim.</summary>
    Crack,

    /// <summary>A brownish film with a darker edge.</summary>
    Stain,

    /// <summary>A hole of the bolt circle that was not drilled.</summary>
    MissingHole,
}
