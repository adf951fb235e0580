namespace EdgeTransfer.Tests.Line;

/// <summary>Tests on copies of one taught line, one after another.</summary>
[CollectionDefinition(nameof(TaughtLines))]
public sealed class TaughtLines : ICollectionFixture<TaughtLine>;
