using System.Text;
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

        await OutputFile.WriteAsync(file.FullName, Encoding.UTF8.GetBytes(json + Environment.NewLine), cancellation);
    }

    private static JsonSerializerOptions Make(bool indented) => new(JsonSerializerDefaults.Web)
    {
        WriteIndented = indented,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
