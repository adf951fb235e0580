using Dapper;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Files;

namespace EdgeTransfer.Storage.Samples;

/// <summary>
/// Images kept for learning with their features, and what people said of them. Files lie in
/// <c>&lt;product&gt;/&lt;part&gt;.png</c> and <c>….&lt;feature key&gt;.safetensors</c>; a row follows the files, so a crash leaves files
/// without a row (harmless), never a row without files.
/// </summary>
public sealed class SampleStore
{
    private readonly LineDatabase _database;
    private readonly string _root;

    /// <summary>Opens (and makes) the folder.</summary>
    public SampleStore(LineDatabase database, string root) => (_database, _root) = (database, Directory.CreateDirectory(root).FullName);

    /// <summary>Stores an image, its region lossless, with its features. A part that is stored already stays as it is.</summary>
    public async Task SaveAsync(string partId, string product, DateTimeOffset at, byte[] regionPng, string featureKey, Features features)
    {
        ArgumentNullException.ThrowIfNull(regionPng);
        ArgumentNullException.ThrowIfNull(features);
        if (!Topics.IsLevel(partId) || !Topics.IsLevel(product) || !Topics.IsLevel(featureKey))
        {
            throw new ArgumentException($"'{product}/{partId}.{featureKey}' cannot be a file name.", nameof(partId));
        }

        if (await IsStoredAsync(partId))
        {
            return;
        }

        Directory.CreateDirectory(Path.Combine(_root, product));
        var cached = FeatureFile.Write(features);
        Durable.Replace(ImagePath(product, partId), regionPng);
        Durable.Replace(FeaturePath(product, partId, featureKey), cached);
        await _database.WriteAsync((connection, transaction) => connection.Execute(
            "INSERT INTO sample (part_id, product, at, feature_key, bytes) VALUES (@partId, @product, @at, @featureKey, @bytes) ON CONFLICT DO NOTHING",
            new { partId, product, at = Columns.Time(at), featureKey, bytes = (long)regionPng.Length + cached.Length },
            transaction));
    }

    /// <summary>Replaces a sample's cached features of one feature space; safe at any moment of a crash.</summary>
    public void ReplaceFeatures(string partId, string product, string featureKey, Features features) =>
        Durable.Replace(FeaturePath(product, partId, featureKey), FeatureFile.Write(features));

    /// <summary>The lossless region of a sample; null when it cannot be read.</summary>
    public byte[]? ReadImage(string partId, string product)
    {
        try
        {
            return File.ReadAllBytes(ImagePath(product, partId));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>The cached features of a sample in one feature space; null when there are none that can be read.</summary>
    public Features? ReadFeatures(string partId, string product, string featureKey) => FeatureFile.Read(FeaturePath(product, partId, featureKey));

    /// <summary>Samples of a product.</summary>
    public async Task<long> CountAsync(string product)
    {
        using var connection = _database.Read();
        return await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM sample WHERE product = @product", new { product });
    }

    /// <summary>Appends a label. A repeat of one that is there (same id) changes nothing and succeeds.</summary>
    /// <returns>The label; NotFound when the part has no sample, Invalid when the class is no name.</returns>
    public async Task<Result<Label>> AppendLabelAsync(Label label)
    {
        ArgumentNullException.ThrowIfNull(label);
        if (!IsClass(label.Class))
        {
            return new Refusal(
                RefusalKind.Invalid, $"'{label.Class}' cannot be a class: use 1 to {Label.MaxClassLength} letters, digits, '_', '-' or spaces, a letter first.");
        }

        return await _database.WriteAsync<Result<Label>>((connection, transaction) =>
        {
            if (connection.ExecuteScalar<long>("SELECT COUNT(*) FROM sample WHERE part_id = @PartId", new { label.PartId }, transaction) == 0)
            {
                return new Refusal(RefusalKind.NotFound, $"No image of part '{label.PartId}' was kept, so a label for it teaches nothing.");
            }

            connection.Execute(
                """
                INSERT INTO label (id, part_id, class, said_by, channel, at, judged, judged_by)
                VALUES (@Id, @PartId, @Class, @By, @Channel, @At, @Judged, @JudgedBy) ON CONFLICT (id) DO NOTHING
                """,
                new
                {
                    Id = label.Id.ToString(), label.PartId, label.Class, label.By, label.Channel, At = Columns.Time(label.At), Judged = Columns.Word(label.Judged), label.JudgedBy,
                },
                transaction);
            return label;
        });
    }

    /// <summary>Labels of a product that count now, by class.</summary>
    public async Task<IReadOnlyDictionary<string, long>> CountLabelsAsync(string product)
    {
        using var connection = _database.Read();
        var rows = await connection.QueryAsync<(string Class, long Count)>(
            "SELECT class, COUNT(*) FROM current_label JOIN sample USING (part_id) WHERE product = @product GROUP BY class", new { product });
        return rows.ToDictionary(r => r.Class, r => r.Count, StringComparer.Ordinal);
    }

    /// <summary>Samples of one feature space with the label that counts now, in the order of their labels.</summary>
    public async Task<LabelledSet> LoadLabelledAsync(string product, string featureKey)
    {
        using var connection = _database.Read();
        var rows = await connection.QueryAsync<(string PartId, string Class)>(
            "SELECT part_id, class FROM current_label JOIN sample USING (part_id) WHERE product = @product ORDER BY current_label.seq", new { product });
        List<LabelledSample> samples = [];
        var skipped = 0;
        foreach (var (partId, label) in rows)
        {
            if (FeatureFile.Read(FeaturePath(product, partId, featureKey)) is { } features)
            {
                samples.Add(new(partId, label, features, Lockbox.Holds(partId)));
            }
            else
            {
                skipped++;
            }
        }

        return new(samples, skipped);
    }

    private async Task<bool> IsStoredAsync(string partId)
    {
        using var connection = _database.Read();
        return await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM sample WHERE part_id = @partId", new { partId }) > 0;
    }

    private static bool IsClass(string name) =>
        name is { Length: > 0 and <= Label.MaxClassLength } && char.IsAsciiLetter(name[0]) && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or ' ');

    private string ImagePath(string product, string partId) => Path.Combine(_root, product, partId + ".png");

    private string FeaturePath(string product, string partId, string featureKey) => Path.Combine(_root, product, $"{partId}.{featureKey}.safetensors");
}
