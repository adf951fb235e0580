using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Heads.Classifier;

namespace EdgeTransfer.Core.Heads;

/// <summary>What an earlier training gives a new one to begin with; it saves time and changes no result.</summary>
/// <param name="Classifier">The champion's, for a warm start where the classes agree.</param>
/// <param name="Bank">A bank learnt from exactly the same good images with the same options.</param>
public sealed record TrainingStart(ClassifierHead? Classifier, LearntBank? Bank);
