namespace EdgeTransfer.Evaluating;

/// <summary>One draw at one number of labelled images a class.</summary>
/// <param name="BalancedAccuracy">Of the classifier over all classes.</param>
/// <param name="Good">What is known with an OK class; null without one.</param>
internal sealed record ShotRun(double BalancedAccuracy, GoodRun? Good);
