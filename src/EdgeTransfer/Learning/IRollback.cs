using EdgeTransfer.Core.Results;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Learning;

/// <summary>Goes back to an earlier head without being asked.</summary>
internal interface IRollback
{
    /// <summary>
    /// Puts an earlier head into service, with the policy that was last in force on it. The head that is left is barred from coming back by
    /// itself; the log, the history and an alert say so, in one transaction.
    /// </summary>
    /// <param name="station">Where.</param>
    /// <param name="fromVersion">Must judge still.</param>
    /// <param name="toVersion">A head that has judged before.</param>
    /// <param name="reason">For people.</param>
    /// <returns>Null, or why not.</returns>
    Task<Refusal?> RollBackAsync(Station station, string fromVersion, string toVersion, string reason);
}
