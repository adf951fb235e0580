using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace EdgeTransfer.Cli;

/// <summary>JSON as the commands print it: camelCase, not-a-number left out.</summary>
internal static class JsonOut
{
    public static JsonSerializerOptions Indented { get; } = Make(indented: true);

    public static JsonSerializerOptions Line { get; } = Make(indented: false);

    /// <summary>Writes a document to a file, or to stdout when there is none.</summary>
    public static async Task WriteAsync<T>(T document, FileInfo? file, CancellationToken cancellation)
    {
        var json = JsonSerializer.Serialize(document, Indented);
        if (file is null)
        {
            Console.WriteLine(json);
            return;
        }

        try
        {
            await File.WriteAllTextAsync(file.FullName, json + Environment.NewLine, cancellation);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{file.FullName} cannot be written: {e.Message}");
        }
    }

    /// <summary>Refuses, before the work begins, a file whose folder is missing.</summary>
    public static void CheckFolder(FileInfo? file)
    {
        if (file is { Directory.Exists: false })
        {
            throw new UsageException($"{file} cannot be written: there is no folder {file.DirectoryName}.");
        }
    }

    private static JsonSerializerOptions Make(bool indented) => new(JsonSerializerDefaults.Web)
    {
        WriteIndented = indented,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
