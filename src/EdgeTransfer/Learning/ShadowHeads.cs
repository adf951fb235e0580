using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Stations;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Policies;

namespace EdgeTransfer.Learning;

/// <summary>Reads stored heads that are to judge silently.</summary>
internal sealed class ShadowHeads(HeadFolders heads, PolicyStore policies)
{
    /// <summary>The head with its latest policy, which must be the one named. The caller disposes the head.</summary>
    public async Task<Result<(ServedHead Head, Policy Policy)>> LoadAsync(Station station, string version, string policyVersion)
    {
        var policy = (await StoredPolicy.OfAsync(policies, station.Recipe.Product, version)).Value;
        if (policy?.Version != policyVersion)
        {
            return new Refusal(RefusalKind.NotFound, $"policy {policyVersion} of head {version} is not there any more");
        }

        var head = HeadLoader.Bind(heads.Load(station.Recipe.Product, version), station.ServedKey);
        return head.IsOk ? (head.Value, policy) : head.Refusal;
    }
}
