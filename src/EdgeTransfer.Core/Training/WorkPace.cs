namespace EdgeTransfer.Core.Training;

/// <summary>How long work goes on: between two units of it, it may be ended, or held up while others go first.</summary>
/// <param name="Cancellation">Ends the work.</param>
/// <param name="WaitForTurn">Returns when the work may go on, at once as a rule; throws when it was ended meanwhile. Null: never waits.</param>
public readonly record struct WorkPace(CancellationToken Cancellation, Action? WaitForTurn = null)
{
    /// <summary>Work that only ends early.</summary>
    public static implicit operator WorkPace(CancellationToken cancellation) => new(cancellation);

    /// <summary>Stands between two units of work. On any thread of it.</summary>
    public void Step()
    {
        Cancellation.ThrowIfCancellationRequested();
        WaitForTurn?.Invoke();
    }
}
