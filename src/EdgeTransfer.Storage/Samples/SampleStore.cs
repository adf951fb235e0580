using Dapper;
using EdgeTransfer.Core.Capturing;
using EdgeTransfer.Core.Labels;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Core.Recipes;
using EdgeTransfer.Core.Sampling;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Files;

namespace EdgeTransfer.Storage.Samples;

/// <summary>
/// Images kept for learning with their features. Files lie in
/// <c>&lt;product&gt;/&lt;part&gt;.png</c> and <c>….&lt;feature key&gt;.safetensors</c>; a row follows the files and goes before them, so a crash
/// leaves files without a row (harmless), never a row without files. Features are only ever read by their key (law 7).
/// </summary>
public sealed class SampleStore
{
    private const string FeatureSuffix = ".safetensors";
    private const string ImageSuffix = ".png";

    private readonly LineDatabase _database;
    private readonly string _root;

    /// <summary>Opens (and makes) the folder; what a crash left unfinished is removed.</summary>
    public SampleStore(LineDatabase database, string root)
    {
        (_database, _root) = (database, Directory.CreateDirectory(root).FullName);
        Durable.RemoveUnfinished(_root);
    }

    private SampleStore(string root, LineDatabase database) => (_database, _root) = (database, Path.GetFullPath(root));

    /// <summary>Reads the folder beside the service that writes it: nothing is made or removed.</summary>
    public static SampleStore OpenToRead(LineDatabase database, string root) => new(root, database);

    /// <summary>
    /// Stores an image, its region lossless, with its features and its place in the frame. A part that is stored already stays as it is; one
    /// that was evicted is a sample again. When the disk is full, what was written of it is removed, and the error is the caller's.
    /// </summary>
    public async Task SaveAsync(
        string partId, string product, DateTimeOffset at, byte[] regionPng, string featureKey, Features features, SamplePlace? place = null, SamplingDecision kept = default)
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

        Directory.CreateDirectory(ProductPath(product));
        var cached = FeatureFile.Write(features);
        try
        {
            Durable.Replace(ImagePath(product, partId), regionPng);
            Durable.Replace(FeaturePath(product, partId, featureKey), cached);
        }
        catch (IOException)
        {
            File.Delete(ImagePath(product, partId)); // a full disk has no room for half a sample
            throw;
        }

        await _database.WriteAsync((connection, transaction) =>
        {
            connection.Execute("DELETE FROM evicted_sample WHERE part_id = @partId", new { partId }, transaction);
            return connection.Execute(
                """
                INSERT INTO sample (part_id, product, at, feature_key, bytes, place, reasons, probability, novelty)
                VALUES (@partId, @product, @at, @featureKey, @bytes, @place, @reasons, @Probability, @Novelty) ON CONFLICT DO NOTHING
                """,
                new
                {
                    partId, product, at = Columns.Time(at), featureKey, bytes = (long)regionPng.Length + cached.Length, place = Columns.Record(place),
                    reasons = Columns.Word(kept.Reasons), kept.Probability, kept.Novelty,
                },
                transaction);
        });
    }

    /// <summary>
    /// Replaces a sample's cached features of one feature space; safe at any moment of a crash. A sample that was evicted meanwhile gets none.
    /// </summary>
    public void ReplaceFeatures(string partId, string product, string featureKey, Features features)
    {
        var (path, content) = (FeaturePath(product, partId, featureKey), FeatureFile.Write(features));
        var before = LengthOf(path);
        Durable.Replace(path, content);
        var rows = _database.Write((connection, transaction) => connection.Execute(
            "UPDATE sample SET bytes = MAX(0, bytes + @more) WHERE part_id = @partId AND product = @product",
            new { partId, product, more = content.Length - before },
            transaction));
        if (rows == 0)
        {
            File.Delete(path);
        }
    }

    /// <summary>A sample's features in one feature space; null when there are none, or they cannot be read.</summary>
    public Features? ReadFeatures(string partId, string product, string featureKey) => FeatureFile.Read(FeaturePath(product, partId, featureKey));

    /// <summary>The feature space in which most samples of a product have features, for whoever knows no station; null without any.</summary>
    public string? MainFeatureKey(string product) => Files(product)
        .Where(f => f.Path.EndsWith(FeatureSuffix, StringComparison.Ordinal))
        .GroupBy(f => Path.GetFileName(f.Path)[(f.PartId.Length + 1)..^FeatureSuffix.Length], StringComparer.Ordinal)
        .OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
        .FirstOrDefault()?.Key;

    /// <summary>Views that a sample has in one feature space, told without reading them; null without features.</summary>
    public int? CountViews(string partId, string product, string featureKey) => FeatureFile.CountViews(FeaturePath(product, partId, featureKey));

    /// <summary>
    /// Removes the cached features of other feature spaces than those to keep, of parts that have them in <paramref name="featureKey"/>.
    /// </summary>
    /// <returns>Files removed.</returns>
    public int RemoveOtherFeatures(string product, string featureKey, IReadOnlyCollection<string> keep)
    {
        ArgumentNullException.ThrowIfNull(keep);
        var removed = 0;
        foreach (var path in Directory.Exists(ProductPath(product)) ? Directory.EnumerateFiles(ProductPath(product), "*" + FeatureSuffix).ToList() : [])
        {
            var name = Path.GetFileName(path)[..^FeatureSuffix.Length];
            var key = name[(name.LastIndexOf('.') + 1)..];
            if (key.Length < name.Length && key != featureKey && !keep.Contains(key) && File.Exists(FeaturePath(product, name[..^(key.Length + 1)], featureKey)))
            {
                File.Delete(path);
                removed++;
            }
        }

        if (removed > 0)
        {
            Recount(product);
        }

        return removed;
    }

    /// <summary>Sets what each sample of a product takes on the disk to what its files take: a crash may have come between the two.</summary>
    public void Recount(string product)
    {
        var taken = Files(product).GroupBy(f => f.PartId, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Sum(f => LengthOf(f.Path)), StringComparer.Ordinal);
        using var reading = _database.Read();
        var wrong = reading.Query<(string PartId, long Bytes)>("SELECT part_id, bytes FROM sample WHERE product = @product", new { product })
            .Where(r => taken.GetValueOrDefault(r.PartId) != r.Bytes)
            .Select(r => new { r.PartId, Bytes = taken.GetValueOrDefault(r.PartId) })
            .ToList();
        _database.Write((connection, transaction) => connection.Execute("UPDATE sample SET bytes = @Bytes WHERE part_id = @PartId", wrong, transaction));
    }

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

    /// <summary>Where a sample's image lay in its frame, for a recipe's region; null when that is not known, or the part has no sample.</summary>
    public async Task<SamplePlace?> PlaceAsync(string partId, string product, Region? region)
    {
        using var connection = _database.Read();
        var place = await connection.ExecuteScalarAsync<string?>("SELECT place FROM sample WHERE part_id = @partId AND product = @product", new { partId, product });
        return PlaceOf(place, partId, product, region);
    }

    /// <summary>All samples of a product: those with a label first, in the order of their labels, then the others from the newest.</summary>
    public async Task<IReadOnlyList<StoredSample>> ListAsync(string product)
    {
        using var connection = _database.Read();
        var rows = await connection.QueryAsync<(string PartId, string? Class, string? Place)>(
            """
            SELECT sample.part_id, class, place FROM sample LEFT JOIN current_label USING (part_id) WHERE product = @product
            ORDER BY class IS NULL, current_label.seq, sample.at DESC
            """,
            new { product });
        return [.. rows.Select(r => new StoredSample(r.PartId, r.Class, Columns.Record<SamplePlace>(r.Place)))];
    }

    /// <summary>Samples of a product.</summary>
    public async Task<long> CountAsync(string product)
    {
        using var connection = _database.Read();
        return await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM sample WHERE product = @product", new { product });
    }

    /// <summary>Samples of one feature space with the label that counts now, in the order of their labels.</summary>
    /// <param name="product">The product.</param>
    /// <param name="featureKey">The feature space.</param>
    /// <param name="region">The recipe's region: marks become fractions of it.</param>
    /// <param name="wanted">By part and class, which to load; null takes all.</param>
    /// <param name="limit">
    /// Most samples outside the lockbox, chosen before anything is loaded: <see cref="NewestOfEachClass"/>. The lockbox gives as many as
    /// its share makes of that, by the same rule.
    /// </param>
    public async Task<LabelledSet> LoadLabelledAsync(
        string product, string featureKey, Region? region = null, Func<string, string, bool>? wanted = null, int limit = int.MaxValue)
    {
        List<LabelledSample> samples = [];
        var skipped = 0;
        foreach (var row in await ChooseAsync(product, wanted, limit))
        {
            if (ReadFeatures(row.PartId, product, featureKey) is { } features)
            {
                var marks = row.Marks is null ? [] : MarksIn(row.Marks, PlaceOf(row.Place, row.PartId, product, region), region);
                samples.Add(new(row.PartId, row.Class, features, Lockbox.Holds(row.PartId)) { Marks = marks });
            }
            else
            {
                skipped++;
            }
        }

        return new(samples, skipped);
    }

    private async Task<IReadOnlyList<LabelledRow>> ChooseAsync(string product, Func<string, string, bool>? wanted, int limit)
    {
        using var connection = _database.Read();
        var rows = (await connection.QueryAsync<LabelledRow>(
            """
            SELECT current_label.seq AS Seq, part_id AS PartId, class AS Class, marks AS Marks, place AS Place
            FROM current_label JOIN sample USING (part_id) WHERE product = @product ORDER BY current_label.seq
            """,
            new { product })).Where(r => wanted is null || wanted(r.PartId, r.Class)).ToLookup(r => Lockbox.Holds(r.PartId));
        var inLockbox = (int)Math.Clamp(limit * (Lockbox.Share / (1 - Lockbox.Share)), 1, int.MaxValue);
        return [.. Newest(rows[false], limit).Concat(Newest(rows[true], inLockbox)).OrderBy(r => r.Seq)];
    }

    private static IReadOnlyList<LabelledRow> Newest(IEnumerable<LabelledRow> rows, int limit) => NewestOfEachClass.Of([.. rows], r => r.Class, limit);

    private static IReadOnlyList<MarkBox> MarksIn(string marks, SamplePlace? place, Region? region) =>
        (region ?? place?.RegionOf(null)) is { } whole ? Marks.In(whole, Columns.Record<IReadOnlyList<FrameBox>>(marks)!) : [];

    private SamplePlace? PlaceOf(string? place, string partId, string product, Region? region) =>
        Columns.Record<SamplePlace>(place) ?? (SizeOf(ImagePath(product, partId)) is { } size ? SamplePlace.Assumed(region, (int)size.Width, (int)size.Height) : null);

    private static (uint Width, uint Height)? SizeOf(string image)
    {
        try
        {
            Span<byte> start = stackalloc byte[PngDimensions.Bytes];
            using var file = new FileStream(image, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
            return PngDimensions.Read(start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Whether a part of a product has a sample.</summary>
    public async Task<bool> HoldsAsync(string partId, string product)
    {
        using var connection = _database.Read();
        return await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM sample WHERE part_id = @partId AND product = @product", new { partId, product }) > 0;
    }

    private async Task<bool> IsStoredAsync(string partId)
    {
        using var connection = _database.Read();
        return await connection.ExecuteScalarAsync<long>("SELECT COUNT(*) FROM sample WHERE part_id = @partId", new { partId }) > 0;
    }

    /// <summary>The files of a product's samples, with their parts; those that are being written are no one's yet.</summary>
    internal IEnumerable<(string PartId, string Path)> Files(string product)
    {
        foreach (var path in Directory.Exists(ProductPath(product)) ? Directory.EnumerateFiles(ProductPath(product)) : [])
        {
            var name = Path.GetFileName(path);
            if (name.EndsWith(ImageSuffix, StringComparison.Ordinal))
            {
                yield return (name[..^ImageSuffix.Length], path);
            }
            else if (name.EndsWith(FeatureSuffix, StringComparison.Ordinal) && name[..^FeatureSuffix.Length] is var named && named.LastIndexOf('.') is > 0 and var dot)
            {
                yield return (named[..dot], path);
            }
        }
    }

    /// <summary>Removes all files of some parts, durably.</summary>
    internal void RemoveFiles(string product, IReadOnlySet<string> parts)
    {
        foreach (var (_, path) in Files(product).Where(f => parts.Contains(f.PartId)).ToList())
        {
            File.Delete(path);
        }

        if (Directory.Exists(ProductPath(product)))
        {
            Libc.Sync(ProductPath(product));
        }
    }

    private static long LengthOf(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? file.Length : 0;
    }

    private string ProductPath(string product) => Path.Combine(_root, product);

    private string ImagePath(string product, string partId) => Path.Combine(ProductPath(product), partId + ImageSuffix);

    private string FeaturePath(string product, string partId, string featureKey) => Path.Combine(ProductPath(product), $"{partId}.{featureKey}{FeatureSuffix}");
}
