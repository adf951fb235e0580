using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Sampling;

namespace EdgeTransfer.Core.Messages;

/// <summary>What a person should look at: labels of a product that deserve a second look, parts without a label; and how its operators agree.</summary>
/// <param name="Product">The product.</param>
/// <param name="Found">All such labels.</param>
/// <param name="Labels">The worst of them, the worst first.</param>
/// <param name="Agreement">On parts that more than one operator labelled.</param>
/// <param name="Notes">What could not be looked at, and why.</param>
public sealed record ReviewMessage(string Product, int Found, IReadOnlyList<SecondLookItem> Labels, OperatorAgreement Agreement, IReadOnlyList<string> Notes)
{
    /// <summary>Stored parts without a label, those first that two heads judged otherwise.</summary>
    public IReadOnlyList<ReviewItem> Next { get; init; } = [];
}
