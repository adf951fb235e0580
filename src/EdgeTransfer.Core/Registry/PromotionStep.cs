namespace EdgeTransfer.Core.Registry;

/// <summary>What becomes of a challenger after its gate.</summary>
public enum PromotionStep
{
    /// <summary>It stays stored, and judges nothing.</summary>
    Keep,

    /// <summary>It waits for a person.</summary>
    Wait,

    /// <summary>It judges silently first.</summary>
    Trial,

    /// <summary>It judges from now on.</summary>
    Activate,
}
