using EdgeTransfer.Storage.Files;
using EdgeTransfer.Storage.Heads;

namespace EdgeTransfer.Storage.Trainings;

/// <summary>Clears heads that an interrupted training left.</summary>
public static class LeftHeads
{
    /// <summary>
    /// Removes the heads of a product that a training of this device made but that its row does not name, because the service died between
    /// the two. The active head stays, and so does every head that no training of this device made.
    /// </summary>
    /// <param name="heads">The device's heads.</param>
    /// <param name="product">The product.</param>
    /// <param name="headOf">The head that a training's row names, null for none; false when this device knows no such training.</param>
    /// <returns>The versions removed.</returns>
    public static async Task<IReadOnlyList<string>> RemoveAsync(HeadFolders heads, string product, Func<Guid, Task<(bool Known, string? Head)>> headOf)
    {
        ArgumentNullException.ThrowIfNull(heads);
        ArgumentNullException.ThrowIfNull(headOf);
        var active = heads.Active(product);
        if (!active.IsOk)
        {
            return []; // which one judges cannot be told
        }

        List<string> removed = [];
        foreach (var version in heads.List(product).Where(v => v != active.Value?.Version))
        {
            if (heads.Load(product, version).Value?.Manifest.TrainingId is { } training && await headOf(training) is { Known: true } row && row.Head != version)
            {
                Remove(heads, product, version);
                removed.Add(version);
            }
        }

        return removed;
    }

    /// <summary>Removes one head; safe at any moment of a crash. One that is not there is none.</summary>
    public static void Remove(HeadFolders heads, string product, string version)
    {
        ArgumentNullException.ThrowIfNull(heads);
        var folder = heads.FolderOf(product, version);
        Policies.ScoreFile.Remove(folder);
        if (Directory.Exists(folder))
        {
            var unfinished = Path.Combine(Path.GetDirectoryName(folder)!, Durable.Unfinished + Guid.NewGuid().ToString("N"));
            Directory.Move(folder, unfinished);
            Directory.Delete(unfinished, recursive: true);
        }
    }
}
