using EdgeTransfer.Core.Training;

namespace EdgeTransfer.Core.Heads.Classifier;

/// <summary>Learns the classifier from labelled embeddings with one strength.</summary>
public static class ClassifierTrainer
{
    /// <summary>Largest slope at the end, as a share of the strength.</summary>
    internal const double Tolerance = 1e-5;

    /// <summary>Fits L2 logistic regression.</summary>
    /// <param name="samples">Labelled images with embeddings of one length; at least two different classes.</param>
    /// <param name="strength">C, the weight of the labels against the penalty.</param>
    /// <param name="options">Class weights and limits.</param>
    /// <param name="pace">Ends or holds up the work between two steps.</param>
    /// <param name="champion">Where the search begins, when the classes agree; saves steps, changes nothing else.</param>
    /// <returns>The head and the objective that it reached, ½‖W‖² + C · Σ weighted cross-entropy.</returns>
    public static (ClassifierHead Head, double Objective) Fit(
        IReadOnlyList<ClassifierSample> samples, double strength, ClassifierOptions options, WorkPace pace, ClassifierHead? champion = null)
    {
        ArgumentNullException.ThrowIfNull(samples);
        ArgumentNullException.ThrowIfNull(options);
        var problem = new ClassifierProblem(samples, options);
        if (champion is not null)
        {
            problem.BeginAt(champion);
        }

        return problem.Solve(strength, Tolerance, options.MaxIterations, pace);
    }
}
