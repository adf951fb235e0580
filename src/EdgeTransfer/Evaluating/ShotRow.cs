namespace EdgeTransfer.Evaluating;

/// <summary>Results at one number of labelled images a class.</summary>
/// <param name="Shots">Images a class.</param>
/// <param name="BalancedAccuracy">Of the classifier over all classes, OK included where there is one.</param>
/// <param name="Auroc">OK against NG, mean over the draws; null without an OK class.</param>
/// <param name="AurocSd">Its standard deviation over the draws.</param>
internal sealed record ShotRow(int Shots, MeanAndSd BalancedAccuracy, Aurocs? Auroc, Aurocs? AurocSd);
