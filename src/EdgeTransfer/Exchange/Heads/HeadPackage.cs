namespace EdgeTransfer.Exchange.Heads;

/// <summary>The entries of a packed head.</summary>
internal static class HeadPackage
{
    /// <summary>Schema of the hashes.</summary>
    public const string CurrentSchema = "edgetransfer/head-package/1";

    public const string Manifest = "manifest.json";
    public const string Tensors = "head.safetensors";
    public const string Policy = "policy.json";
    public const string Scores = "scores.json";

    /// <summary>SHA-256 of each entry above; what is signed.</summary>
    public const string Hashes = "hashes.json";

    public const string Signature = "signature.json";
}
