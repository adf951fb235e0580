using EdgeTransfer.Core.Heads.Anomaly;
using EdgeTransfer.Core.Heads.Classifier;
using EdgeTransfer.Core.Heads.Fusion;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Core.Heads;

/// <summary>All that is learnt on the line, as data.</summary>
/// <param name="Anomaly">Memory bank.</param>
/// <param name="Classifier">Null until defects are labelled.</param>
/// <param name="Fusion">How both become one score.</param>
/// <param name="MapLevel">Patch distance above which the map shows a region; the default shows none, and is not stored.</param>
public sealed record Head(AnomalyHead Anomaly, ClassifierHead? Classifier, ScoreFusion Fusion, double MapLevel = double.PositiveInfinity)
{
    /// <summary>The tensors of <c>head.safetensors</c>.</summary>
    public IReadOnlyList<Tensor> ToTensors()
    {
        List<Tensor> tensors =
        [
            new("mean", [Anomaly.Mean.Length], Anomaly.Mean),
            new("projection", [Anomaly.Projection.Rows, Anomaly.Projection.Columns], Anomaly.Projection.Data),
            new("bank", [Anomaly.Bank.Rows, Anomaly.Bank.Columns], Anomaly.Bank.Data),
            new("bank_norm", [Anomaly.BankNorm.Length], Anomaly.BankNorm),
            new("fusion.anomaly", [2], [(float)Fusion.Anomaly.Mean, (float)Fusion.Anomaly.Deviation]),
        ];
        if (double.IsFinite(MapLevel))
        {
            tensors.Add(new("map.level", [1], [(float)MapLevel]));
        }

        if (Anomaly.Marked is { } marked)
        {
            tensors.Add(new("marked", [marked.Rows, marked.Columns], marked.Data));
            tensors.Add(new("marked.offset", [1], [Anomaly.MarkedOffset]));
        }

        if (Classifier is { } classifier)
        {
            tensors.Add(new("classifier.mean", [classifier.Mean.Length], classifier.Mean));
            tensors.Add(new("classifier.scale", [classifier.Scale.Length], classifier.Scale));
            tensors.Add(new("classifier.weight", [classifier.Weight.Rows, classifier.Weight.Columns], classifier.Weight.Data));
            tensors.Add(new("classifier.bias", [classifier.Bias.Length], classifier.Bias));
        }

        if (Fusion.Classifier is { } standard)
        {
            tensors.Add(new("fusion.classifier", [2], [(float)standard.Mean, (float)standard.Deviation]));
            tensors.Add(new("fusion.tilt", [1], [(float)Fusion.Tilt]));
        }

        return tensors;
    }

    /// <summary>The head that tensors and class names describe, or why they describe none.</summary>
    public static Result<Head> From(IReadOnlyDictionary<string, Tensor> tensors, IReadOnlyList<string> classes)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        ArgumentNullException.ThrowIfNull(classes);
        var reader = new TensorReader(tensors);
        var mean = reader.Vector("mean", null);
        var projection = reader.Matrix("projection", mean?.Length, null);
        var bank = reader.Matrix("bank", null, projection?.Columns);
        var bankNorm = reader.Vector("bank_norm", bank?.Rows);
        var level = tensors.ContainsKey("map.level") ? reader.Vector("map.level", 1) : [float.PositiveInfinity];
        var marked = tensors.ContainsKey("marked") ? reader.Matrix("marked", null, projection?.Columns) : null;
        float[]? offset = marked is null ? [0] : reader.Vector("marked.offset", 1);
        var fusion = reader.Standard("fusion.anomaly");
        ClassifierHead? classifier = null;
        Standard? classifierStandard = null;
        float[]? tilt = [0];
        if (classes.Count > 0)
        {
            var centre = reader.Vector("classifier.mean", null);
            var scale = reader.Vector("classifier.scale", centre?.Length);
            var weight = reader.Matrix("classifier.weight", centre?.Length, classes.Count);
            var bias = reader.Vector("classifier.bias", classes.Count);
            if (tensors.ContainsKey("fusion.classifier"))
            {
                classifierStandard = reader.Standard("fusion.classifier");
                tilt = reader.Vector("fusion.tilt", 1);
            }

            if (reader.Problem is null)
            {
                classifier = new ClassifierHead(classes, centre!, scale!, weight!, bias!);
            }
        }

        if (reader.Problem is { } problem)
        {
            return new Refusal(RefusalKind.Damaged, $"The head's tensors do not fit together: {problem}.");
        }

        var anomaly = new AnomalyHead(mean!, projection!, bank!, marked, offset![0]);
        return anomaly.BankNorm.AsSpan().SequenceEqual(bankNorm)
            ? new Head(anomaly, classifier, new ScoreFusion(fusion, classifierStandard, Math.Clamp(tilt![0], -1, 1)), level![0])
            : new Refusal(RefusalKind.Damaged, "The head's tensors do not fit together: bank_norm is not the squared length of the bank's rows.");
    }
}
