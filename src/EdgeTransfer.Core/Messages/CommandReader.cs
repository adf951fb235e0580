using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using System.Text.Unicode;

namespace EdgeTransfer.Core.Messages;

/// <summary>Reads payloads of commands by their contract; whatever cannot be read is an error with its place, never an exception.</summary>
public static class CommandReader
{
    private const int MaxPath = 200;
    private const int MaxText = 400;

    /// <summary>The command, or what is wrong with it: exactly one is null.</summary>
    public static (T? Command, PayloadError? Error) Read<T>(ReadOnlySpan<byte> payload, JsonTypeInfo<T> type)
        where T : class, ICommand
    {
        if (!Utf8.IsValid(payload))
        {
            return (null, new("$", "The payload is not valid UTF-8."));
        }

        try
        {
            return JsonSerializer.Deserialize(payload, type) is { } command
                ? Check(command, payload) is { } error ? (null, error) : (command, null)
                : (null, new("$", "The payload is null."));
        }
        catch (JsonException e)
        {
            return (null, new(SafeText.Of(e.Path ?? "$", MaxPath), Text(e)));
        }
    }

    /// <summary>SHA-256 of what a command asks for, whatever its spelling: the order of fields and white space do not count.</summary>
    public static string Digest<T>(string station, string name, T command, JsonTypeInfo<T> type) => Convert.ToHexStringLower(
        SHA256.HashData([.. System.Text.Encoding.UTF8.GetBytes($"{station}/{name}/"), .. JsonSerializer.SerializeToUtf8Bytes(command, type)]));

    private static PayloadError? Check(ICommand command, ReadOnlySpan<byte> payload)
    {
        if (command.Id == Guid.Empty)
        {
            return new("$.id", "'id' is the empty UUID: give each command an id of its own.");
        }

        if (OperatorName.Error(command.By) is { } by)
        {
            return new("$.by", by);
        }

        return command.Expires is not null && !SaysUtc(payload)
            ? new("$.expires", "'expires' must be a time in UTC, as in 2026-01-31T12:00:00Z.")
            : command.Check();
    }

    /// <summary>A time without a zone would mean the device's own.</summary>
    private static bool SaysUtc(ReadOnlySpan<byte> payload)
    {
        var reader = new Utf8JsonReader(payload);
        while (reader.Read())
        {
            if (reader is { TokenType: JsonTokenType.PropertyName, CurrentDepth: 1 } && reader.ValueTextEquals("expires"u8))
            {
                reader.Read();
                var time = reader.GetString()!;
                return time.EndsWith('Z') || time.EndsWith("+00:00", StringComparison.Ordinal);
            }
        }

        return false;
    }

    /// <summary>In the words of the sender, not of the library; a message that is not known here is told as it is.</summary>
    private static string Text(JsonException e)
    {
        var message = e.Message.Split(" Path: ", 2)[0];
        var text = message switch
        {
            _ when message.Contains("could not be mapped to any .NET member", StringComparison.Ordinal) => "The field is unknown.",
            _ when message.StartsWith("Duplicate property", StringComparison.Ordinal) => "The field is there twice.",
            _ when message.Contains("missing required properties including: ", StringComparison.Ordinal) => $"Missing: {message[(message.IndexOf("including: ", StringComparison.Ordinal) + 11)..]}",
            _ when message.Contains("doesn't allow getting null values", StringComparison.Ordinal) || message.Contains("doesn't allow setting null values", StringComparison.Ordinal)
                || message.Contains("doesn't allow null values", StringComparison.Ordinal) => "The field must not be null.",
            _ when message.StartsWith("The JSON value could not be converted", StringComparison.Ordinal) => "The value is not of the kind or in the range that the contract asks for.",
            _ when message.Contains("maximum configured depth", StringComparison.Ordinal) => "It is nested deeper than any command needs.",
            _ => $"No JSON: {message}",
        };
        return SafeText.Of(text, MaxText);
    }
}
