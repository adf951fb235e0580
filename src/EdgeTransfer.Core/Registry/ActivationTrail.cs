namespace EdgeTransfer.Core.Registry;

/// <summary>
/// The heads that one can go back to, as a stack: a swap lays a head on top, going back takes off what lies above. So going back twice
/// goes two heads back, and never forward to the head that was left.
/// </summary>
public static class ActivationTrail
{
    /// <summary>The heads from the oldest to the active one; a head that is swapped in again lies on top alone.</summary>
    public static IReadOnlyList<string> Of(IEnumerable<Activation> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        List<string> stack = [];
        foreach (var step in history)
        {
            var at = stack.IndexOf(step.Version);
            if (step.Kind is ActivationKind.Rollback or ActivationKind.Restore && at >= 0)
            {
                stack.RemoveRange(at + 1, stack.Count - at - 1);
                continue;
            }

            stack.Remove(step.Version);
            stack.Add(step.Version);
        }

        return stack;
    }

    /// <summary>The head below the active one; null when there is none.</summary>
    public static string? Previous(IEnumerable<Activation> history) => Of(history) is [.., var previous, _] ? previous : null;
}
