namespace EdgeTransfer.Core.Watching;

/// <summary>All that an <see cref="ExcessTest"/> has seen.</summary>
/// <param name="Trials">How often it was looked.</param>
/// <param name="Events">How often it happened.</param>
/// <param name="Evidence">Evidence for each rate that is tested against, from the begins so far; empty in a test that cannot see.</param>
/// <param name="Alarmed">Whether the excess is proven; it stays so.</param>
public sealed record ExcessState(long Trials, long Events, IReadOnlyList<double> Evidence, bool Alarmed);
