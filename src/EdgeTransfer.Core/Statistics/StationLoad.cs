namespace EdgeTransfer.Core.Statistics;

/// <summary>What a station did in the last seconds.</summary>
/// <param name="Parts">Parts judged.</param>
/// <param name="Above">Of them those that took longer than a limit.</param>
/// <param name="Busy">Share of the time in which a part was being judged.</param>
public readonly record struct StationLoad(int Parts, int Above, double Busy);
