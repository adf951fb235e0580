namespace EdgeTransfer.Core.Faults;

/// <summary>
/// Named places between two steps that must survive a kill. Nothing listens in a product; a test puts a listener in from outside, as a
/// start-up hook of the runtime, and ends the process there.
/// </summary>
public static class FaultPoints
{
    private static Action<string>? _listener;

    /// <summary>The work has come to this place.</summary>
    public static void Reached(string point) => _listener?.Invoke(point);

    /// <summary>For tests: called at each place.</summary>
    internal static void Listen(Action<string>? listener) => _listener = listener;
}
