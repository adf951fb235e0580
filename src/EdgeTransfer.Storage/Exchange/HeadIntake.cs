using Dapper;
using EdgeTransfer.Core.Audit;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Storage.Audit;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Files;
using EdgeTransfer.Storage.Heads;
using EdgeTransfer.Storage.Operators;
using EdgeTransfer.Storage.Policies;

namespace EdgeTransfer.Storage.Exchange;

/// <summary>
/// Stores a head that was made elsewhere, byte for byte, under its own version. It never judges by that: the pointer is not touched. The folder
/// comes first, its policy and the entry in the log after it in one transaction; repeated after a crash, it completes what is missing.
/// </summary>
public sealed class HeadIntake(LineDatabase database, string dataFolder)
{
    /// <summary>Why a head cannot be stored under its version; null when it can, or is here already.</summary>
    public Refusal? Conflict(HeadManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        if (!Topics.IsLevel(manifest.Product) || !Topics.IsLevel(manifest.Version))
        {
            return new(RefusalKind.Invalid, $"'{manifest.Product}/{manifest.Version}' cannot be the name of a head.");
        }

        return Directory.Exists(FolderOf(manifest)) && HeadFolders.LoadFolder(FolderOf(manifest)).Value?.Manifest.TensorsSha256 != manifest.TensorsSha256
            ? new(RefusalKind.Invalid, $"Another head lies at {FolderOf(manifest)}, or a damaged one: it stays as it is.")
            : null;
    }

    /// <summary>Stores it; false when all of it is here already, and then nothing is logged.</summary>
    /// <param name="staged">A folder with its two files, in a <see cref="StagingFolder"/>; renamed.</param>
    /// <param name="manifest">As it stands in the folder.</param>
    /// <param name="scores">Its out-of-fold scores; null without.</param>
    /// <param name="policy">The policy that came with it; null without, and then it cannot judge before one is laid.</param>
    /// <param name="entry">What the log says of it.</param>
    public async Task<Result<bool>> StoreAsync(string staged, HeadManifest manifest, BandScores? scores, PolicyRow? policy, AuditEntry entry)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        ArgumentNullException.ThrowIfNull(entry);
        if (Conflict(manifest) is { } conflict)
        {
            return conflict;
        }

        var folder = FolderOf(manifest);
        var isHere = Directory.Exists(folder);
        if (!isHere)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
            if (scores is not null)
            {
                ScoreFile.Write(folder, manifest.Version, scores);
            }

            Durable.Publish(staged, folder);
        }

        return await database.WriteAsync((connection, transaction) =>
        {
            var added = policy is null ? 0 : connection.Execute(
                """
                INSERT INTO policy (product, version, head, json, said_by, at) SELECT @Product, @Version, @Head, @Json, @By, @At
                WHERE NOT EXISTS (SELECT 1 FROM policy WHERE product = @Product AND head = @Head)
                """,
                new { policy.Product, policy.Version, policy.Head, policy.Json, By = OperatorStore.KeyOf(connection, transaction, policy.By, policy.At), At = Columns.Time(policy.At) },
                transaction);
            var isNew = !isHere || added > 0;
            if (isNew)
            {
                AuditLog.Append(connection, transaction, entry);
            }

            return isNew;
        });
    }

    private string FolderOf(HeadManifest manifest) => Path.Combine(dataFolder, LineFiles.Heads, manifest.Product, manifest.Version);
}
