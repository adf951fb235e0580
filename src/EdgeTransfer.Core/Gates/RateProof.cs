namespace EdgeTransfer.Core.Gates;

/// <summary>The test behind a check of escapes or false rejects.</summary>
/// <param name="Method">The test in words.</param>
/// <param name="Paired">Whether it compares with the pinned reference; otherwise the margin is a limit for the rate itself.</param>
/// <param name="Parts">Parts compared, or judged.</param>
/// <param name="Adverse">Discordant pairs that only the challenger judged wrong; unpaired: all that it judged wrong.</param>
/// <param name="Favourable">Discordant pairs that only the reference judged wrong; unpaired: 0.</param>
/// <param name="Margin">By which the rate may exceed the reference's, or the limit.</param>
/// <param name="PValue">Probability of such counts or better ones, were the rate worse by the margin.</param>
/// <param name="Alpha">The check holds when <paramref name="PValue"/> is not above it; 0 when no significance was left.</param>
public sealed record RateProof(string Method, bool Paired, int Parts, int Adverse, int Favourable, double Margin, double PValue, double Alpha);
