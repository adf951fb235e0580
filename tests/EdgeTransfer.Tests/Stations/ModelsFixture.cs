using EdgeTransfer.Inference;
using EdgeTransfer.Stations;
using EdgeTransfer.Testing;

namespace EdgeTransfer.Tests.Stations;

/// <summary>The shipped models, loaded once for all tests of a class.</summary>
public sealed class ModelsFixture : IDisposable
{
    internal Models Models { get; } = Models.Load(new InferenceOptions { ModelsFolder = Repository.Models }, "efficientnet-lite0").OrShow();

    public void Dispose() => Models.Dispose();
}
