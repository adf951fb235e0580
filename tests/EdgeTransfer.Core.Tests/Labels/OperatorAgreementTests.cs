namespace EdgeTransfer.Core.Labels;

public class OperatorAgreementTests
{
    [Fact]
    public void Of_TwoOperators_IsCohensKappaOnThePartsOfBoth()
    {
        List<Opinion> said = [new("alone", "anna", "ok")];
        foreach (var (index, (anna, bob, count)) in new[] { ("ok", "ok", 20), ("ok", "crack", 5), ("crack", "ok", 10), ("crack", "crack", 15) }.Index())
        {
            said.AddRange(Enumerable.Range(0, count).SelectMany(i => new[] { new Opinion($"{index}-{i}", "anna", anna), new Opinion($"{index}-{i}", "bob", bob) }));
        }

        var agreement = OperatorAgreement.Of(said);

        agreement.Parts.ShouldBe(50);
        agreement.Pairs.ShouldHaveSingleItem().Kappa.ShouldNotBeNull().ShouldBe(0.4, 1e-12);
        agreement.Fleiss.ShouldBeNull();
        agreement.Sentences.ShouldBe(["anna and bob labelled 50 parts both, 35 alike: Cohen's kappa 0.40."]);
    }

    [Fact]
    public void Of_ThreeOperators_IsAlsoFleissKappaAndTheLeastAgreeingPairFirst()
    {
        Opinion[] said =
        [
            new("1", "anna", "ok"), new("1", "bob", "ok"), new("1", "carl", "crack"),
            new("2", "anna", "crack"), new("2", "bob", "crack"), new("2", "carl", "ok"),
            new("3", "anna", "ok"), new("3", "bob", "ok"),
        ];

        var agreement = OperatorAgreement.Of(said);

        agreement.Pairs.Select(p => (p.First, p.Second, p.Parts, p.Alike)).ShouldBe([("anna", "carl", 2, 0), ("bob", "carl", 2, 0), ("anna", "bob", 3, 3)]);
        agreement.Pairs.Select(p => p.Kappa).ShouldBe([-1, -1, 1]);

        // Pairs of raters alike: 1/3, 1/3, 1; classes: 5 and 3 of 8.
        agreement.Fleiss.ShouldNotBeNull().ShouldBe(((5.0 / 9) - (34.0 / 64)) / (1 - (34.0 / 64)), 1e-12);
        agreement.Sentences[^1].ShouldBe("All operators together, on 3 parts: Fleiss' kappa 0.05.");
    }

    [Fact]
    public void Of_OneClassOnly_SaysThatItProvesNothing()
    {
        OperatorAgreement.Of([new("1", "anna", "ok"), new("1", "bob", "ok")]).Sentences.ShouldHaveSingleItem().ShouldContain("no Cohen's kappa");
        OperatorAgreement.Of([new("1", "anna", "ok")]).Sentences.ShouldBeEmpty();
    }
}
