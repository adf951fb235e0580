using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Inference.Heads;
using EdgeTransfer.Storage.Heads;

namespace EdgeTransfer.Learning;

/// <summary>Binds stored heads.</summary>
internal static class HeadLoader
{
    /// <summary>Refuses a head of another feature space, or whose tensors do not fit together.</summary>
    public static Result<ServedHead> Bind(Result<StoredHead> stored, string featureKey)
    {
        if (!stored.IsOk)
        {
            return stored.Refusal;
        }

        if (stored.Value.Manifest.FeatureKey != featureKey)
        {
            return new Refusal(
                RefusalKind.Invalid,
                $"Head {stored.Value.Manifest.Version} was learnt on other features (backbone, precision, region or input size have changed): train again.");
        }

        if (stored.Value.Manifest.TopPatches < 1)
        {
            return new Refusal(RefusalKind.Damaged, $"Head {stored.Value.Manifest.Version} has TopPatches {stored.Value.Manifest.TopPatches}; at least 1 is needed.");
        }

        var head = Head.From(stored.Value.Tensors, stored.Value.Manifest.Classes);
        return head.IsOk ? new ServedHead(stored.Value.Manifest, head.Value) : head.Refusal;
    }
}
