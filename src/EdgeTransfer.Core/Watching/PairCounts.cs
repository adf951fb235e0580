namespace EdgeTransfer.Core.Watching;

/// <summary>How two heads agree on the parts that both judged.</summary>
/// <param name="BothPass">Passed by both.</param>
/// <param name="NeitherPasses">Passed by neither.</param>
/// <param name="OnlyActivePasses">Passed by the head that judges alone: in a watch, possible escapes.</param>
/// <param name="OnlyShadowPasses">Passed by the silent head alone: in a watch, possible false rejects.</param>
public readonly record struct PairCounts(long BothPass, long NeitherPasses, long OnlyActivePasses, long OnlyShadowPasses)
{
    /// <summary>Parts that both judged.</summary>
    public long Parts => BothPass + NeitherPasses + Disagreements;

    /// <summary>Parts on which they disagree.</summary>
    public long Disagreements => OnlyActivePasses + OnlyShadowPasses;

    /// <summary>One part more.</summary>
    public PairCounts With(VerdictPair pair) => (pair.ActivePasses, pair.ShadowPasses) switch
    {
        (true, true) => this with { BothPass = BothPass + 1 },
        (false, false) => this with { NeitherPasses = NeitherPasses + 1 },
        (true, false) => this with { OnlyActivePasses = OnlyActivePasses + 1 },
        _ => this with { OnlyShadowPasses = OnlyShadowPasses + 1 },
    };
}
