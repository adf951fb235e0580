using System.Text.Json;
using System.Text.Json.Serialization;
using EdgeTransfer.Core.Policies;
using EdgeTransfer.Core.Results;
using EdgeTransfer.Storage.Files;

namespace EdgeTransfer.Storage.Policies;

/// <summary>
/// The out-of-fold scores of a head, <c>&lt;head folder&gt;.scores.json</c> beside it: bands are laid on them again without training.
/// </summary>
public static class ScoreFile
{
    private const string CurrentSchema = "edgetransfer/scores/1";
    private const string Suffix = ".scores.json";
    private const long MaxFileBytes = 1 << 28; // a million parts

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true, IgnoreReadOnlyProperties = true, NumberHandling = JsonNumberHandling.Strict,
    };

    /// <summary>Writes the scores of a head, in place of earlier ones.</summary>
    public static void Write(string headFolder, string head, BandScores scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        Durable.Replace(Beside(headFolder), JsonSerializer.SerializeToUtf8Bytes(new Content(CurrentSchema, head, scores.Parts), Json));
    }

    /// <summary>
    /// Gives a head that grew by one part the scores of its parent, with the parent's own score of that part: the last one by a head that
    /// did not know it. Does nothing when the parent has no sound scores.
    /// </summary>
    public static void Carry(string parentFolder, string parent, string childFolder, string child, PartScore learnt)
    {
        ArgumentNullException.ThrowIfNull(learnt);
        if (Read(parentFolder, parent).Value is { } scores)
        {
            Write(childFolder, child, new BandScores([.. scores.Parts.Where(p => p.PartId != learnt.PartId), learnt]));
        }
    }

    /// <summary>Removes the scores of a head that goes.</summary>
    public static void Delete(string headFolder) => File.Delete(Beside(headFolder));

    /// <summary>Reads the scores of a head; refuses those of another, or what is no scores.</summary>
    public static Result<BandScores> Read(string headFolder, string head)
    {
        var path = Beside(headFolder);
        try
        {
            if (new FileInfo(path) is not { Exists: true } file)
            {
                return new Refusal(RefusalKind.NotFound, $"There are no out-of-fold scores of head {head} ({path}): train again.");
            }

            if (file.Length > MaxFileBytes)
            {
                return new Refusal(RefusalKind.TooLarge, $"{path} has {file.Length} bytes; scores have at most {MaxFileBytes}.");
            }

            var content = JsonSerializer.Deserialize<Content>(File.ReadAllBytes(path), Json);
            return content is { Schema: CurrentSchema } && content.Head == head && content.Scores.All(p => p is not null) && content.Scores.DistinctBy(p => p.PartId).Count() == content.Scores.Count
                ? new BandScores(content.Scores)
                : new Refusal(RefusalKind.Damaged, $"{path} holds no {CurrentSchema} of head {head}: train again.");
        }
        catch (JsonException e)
        {
            return new Refusal(RefusalKind.Damaged, $"{path} is malformed ({e.Message}): train again.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new Refusal(RefusalKind.Damaged, $"{path} cannot be read: {e.Message}");
        }
    }

    /// <summary>Removes the scores of a head; without any it does nothing.</summary>
    public static void Remove(string headFolder) => File.Delete(Beside(headFolder));

    private static string Beside(string headFolder) => Path.TrimEndingDirectorySeparator(headFolder) + Suffix;

    private sealed record Content(string Schema, string Head, IReadOnlyList<PartScore> Scores);
}
