using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text.Json;
using EdgeTransfer.Core.Heads;
using EdgeTransfer.Core.Results;

namespace EdgeTransfer.Storage.Heads;

/// <summary>
/// The safetensors layout (Hugging Face): header length as u64, JSON header, data. Only little-endian float32 is written and
/// read; everything else is refused.
/// </summary>
public static class SafeTensors
{
    /// <summary>Longest header taken.</summary>
    public const int MaxHeaderBytes = 1 << 20;

    /// <summary>Largest file taken.</summary>
    public const long MaxFileBytes = 1L << 30;

    private const int Prefix = sizeof(ulong);
    private const string FloatType = "F32";
    private const string Metadata = "__metadata__";

    /// <summary>The file's bytes; tensors in the given order.</summary>
    public static byte[] Write(IReadOnlyList<Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var header = Header(tensors);
        var file = new byte[Prefix + header.Length + tensors.Sum(t => (long)t.Data.Length * sizeof(float))];
        BinaryPrimitives.WriteUInt64LittleEndian(file, (ulong)header.Length);
        header.CopyTo(file, Prefix);
        var at = Prefix + header.Length;
        foreach (var tensor in tensors)
        {
            MemoryMarshal.AsBytes(tensor.Data.AsSpan()).CopyTo(file.AsSpan(at));
            at += tensor.Data.Length * sizeof(float);
        }

        return file;
    }

    /// <summary>The tensors of a file by name, or what is wrong with it.</summary>
    public static Result<IReadOnlyDictionary<string, Tensor>> Read(ReadOnlySpan<byte> file)
    {
        if (file.Length < Prefix || BinaryPrimitives.ReadUInt64LittleEndian(file) is var length && (length > MaxHeaderBytes || length > (ulong)(file.Length - Prefix)))
        {
            return Damaged("it has no safetensors header");
        }

        try
        {
            var headerLength = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
            using var header = Parse(file.Slice(Prefix, headerLength));
            return Read(header.RootElement, file[(Prefix + headerLength)..]);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a name that is no UTF-8, or half a surrogate pair, found when it becomes a string.
            return Damaged($"its header is no JSON ({e.Message})");
        }
    }

    /// <summary>The shapes by name, read from the header alone; null when the file is not as long as its header says.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<int>>? ReadShapes(Stream file)
    {
        ArgumentNullException.ThrowIfNull(file);
        Span<byte> prefix = stackalloc byte[Prefix];
        if (file.ReadAtLeast(prefix, Prefix, throwOnEndOfStream: false) < Prefix || BinaryPrimitives.ReadUInt64LittleEndian(prefix) is var length && length > MaxHeaderBytes)
        {
            return null;
        }

        var bytes = new byte[length];
        if (file.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false) < bytes.Length)
        {
            return null;
        }

        try
        {
            using var header = Parse(bytes);
            var shapes = new Dictionary<string, IReadOnlyList<int>>(StringComparer.Ordinal);
            var end = 0L;
            foreach (var property in header.RootElement.EnumerateObject().Where(p => p.Name != Metadata))
            {
                if (Entry(property.Value) is not { } entry)
                {
                    return null;
                }

                shapes[property.Name] = entry.Shape;
                end = Math.Max(end, entry.End);
            }

            return file.Length == Prefix + bytes.Length + end ? shapes : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static JsonDocument Parse(ReadOnlySpan<byte> header)
    {
        var reader = new Utf8JsonReader(header);
        var document = JsonDocument.ParseValue(ref reader);
        try
        {
            // Throws when anything but white space follows the object.
            reader.Read();
            return document;
        }
        catch
        {
            document.Dispose();
            throw;
        }
    }

    private static Result<IReadOnlyDictionary<string, Tensor>> Read(JsonElement header, ReadOnlySpan<byte> data)
    {
        if (header.ValueKind != JsonValueKind.Object)
        {
            return Damaged("its header is no JSON object");
        }

        var tensors = new Dictionary<string, Tensor>(StringComparer.Ordinal);
        var entries = new List<(string Name, int[] Shape, long Begin, long End)>();
        foreach (var property in header.EnumerateObject().Where(p => p.Name != Metadata))
        {
            if (Entry(property.Value) is not { } entry)
            {
                return Damaged($"tensor '{property.Name}' is not described as {FloatType} with shape and data_offsets that fit together");
            }

            entries.Add((property.Name, entry.Shape, entry.Begin, entry.End));
        }

        var at = 0L;
        foreach (var (name, shape, begin, end) in entries.OrderBy(e => e.Begin).ThenBy(e => e.End))
        {
            if (begin != at || end > data.Length || name.Length == 0)
            {
                return Damaged($"the data of tensor '{name}' does not lie where it must");
            }

            var values = MemoryMarshal.Cast<byte, float>(data[(int)begin..(int)end]).ToArray();
            if (!tensors.TryAdd(name, new Tensor(name, shape, values)))
            {
                return Damaged($"tensor '{name}' stands there twice");
            }

            at = end;
        }

        return at == data.Length ? tensors : Damaged($"{data.Length - at} bytes belong to no tensor");
    }

    private static (int[] Shape, long Begin, long End)? Entry(JsonElement entry)
    {
        if (entry.ValueKind != JsonValueKind.Object
            || !entry.TryGetProperty("dtype", out var type) || type.ValueKind != JsonValueKind.String || type.GetString() != FloatType
            || Numbers(entry, "shape") is not { } shape || Numbers(entry, "data_offsets") is not [var begin, var end])
        {
            return null;
        }

        var bytes = (long)sizeof(float);
        foreach (var size in shape)
        {
            if (size > int.MaxValue || (size > 0 && bytes > MaxFileBytes / size))
            {
                return null;
            }

            bytes *= size;
        }

        return end >= begin && end - begin == bytes ? ([.. shape.Select(size => (int)size)], begin, end) : null;
    }

    /// <summary>A JSON array of whole numbers from 0 to 2^31; null when it is none.</summary>
    private static long[]? Numbers(JsonElement entry, string name)
    {
        if (!entry.TryGetProperty(name, out var array) || array.ValueKind != JsonValueKind.Array || array.GetArrayLength() > 8)
        {
            return null;
        }

        var numbers = new List<long>();
        foreach (var item in array.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Number || !item.TryGetInt64(out var number) || number is < 0 or > 1L << 31)
            {
                return null;
            }

            numbers.Add(number);
        }

        return [.. numbers];
    }

    private static byte[] Header(IReadOnlyList<Tensor> tensors)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer))
        {
            var at = 0L;
            json.WriteStartObject();
            foreach (var tensor in tensors)
            {
                var end = at + ((long)tensor.Data.Length * sizeof(float));
                json.WriteStartObject(tensor.Name);
                json.WriteString("dtype", FloatType);
                Write(json, "shape", tensor.Shape.Select(size => (long)size));
                Write(json, "data_offsets", [at, end]);
                json.WriteEndObject();
                at = end;
            }

            json.WriteEndObject();
        }

        // Spaces after the JSON are allowed, and align the data.
        while (buffer.Length % sizeof(ulong) != 0)
        {
            buffer.WriteByte((byte)' ');
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string name, IEnumerable<long> numbers)
    {
        json.WriteStartArray(name);
        foreach (var number in numbers)
        {
            json.WriteNumberValue(number);
        }

        json.WriteEndArray();
    }

    private static Refusal Damaged(string what) => new(RefusalKind.Damaged, $"This is no sound safetensors file: {what}.");
}
