using System.Text.Json;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Storage.Policies;

namespace EdgeTransfer.Learning;

/// <summary>Reads the policy of a head.</summary>
internal static class StoredPolicy
{
    /// <summary>The one that was last in force on it, or laid on it at its training.</summary>
    public static async Task<Result<Policy>> OfAsync(PolicyStore policies, string product, string head)
    {
        if (await policies.LatestAsync(product, head) is not { } row)
        {
            return new Refusal(RefusalKind.NotFound, $"There is no policy for head {head}: train again.");
        }

        try
        {
            if (JsonSerializer.Deserialize(row.Json, MessageJson.Default.Policy) is { } policy && policy.Head == head)
            {
                return policy;
            }
        }
        catch (JsonException)
        {
            // Told below: whoever wrote this row, it is no policy.
        }

        return new Refusal(RefusalKind.Damaged, $"The policy stored for head {head} is no policy for it: train again.");
    }
}
