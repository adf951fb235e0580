using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Policies;

namespace EdgeTransfer.Exchange.Heads;

/// <summary>A packed head that was proven.</summary>
/// <param name="Folder">Where its two files lie meanwhile.</param>
/// <param name="Manifest">What it says of itself.</param>
/// <param name="Policy">Null without one.</param>
/// <param name="Scores">Null without.</param>
/// <param name="Signed">Who signed it, in words.</param>
/// <param name="IsFitting">Whether a station of the device is known to have its features; else activation will tell.</param>
internal sealed record CheckedHead(string Folder, HeadManifest Manifest, Policy? Policy, BandScores? Scores, string Signed, bool IsFitting);
