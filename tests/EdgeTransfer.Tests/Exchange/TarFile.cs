using System.Formats.Tar;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace EdgeTransfer.Tests.Exchange;

/// <summary>An archive that a test changes as an attacker would: entries of any name and kind, and a manifest that fits them or does not.</summary>
internal sealed class TarFile
{
    private readonly List<(string Name, TarEntryType Type, byte[] Content)> _entries = [];

    private TarFile()
    {
    }

    /// <summary>What a device wrote, without its manifest.</summary>
    public static TarFile Read(string path)
    {
        var file = new TarFile();
        using var tar = new TarReader(File.OpenRead(path));
        while (tar.GetNextEntry(copyData: true) is { } entry)
        {
            using var content = new MemoryStream();
            entry.DataStream?.CopyTo(content);
            file._entries.Add((entry.Name, entry.EntryType, content.ToArray()));
        }

        return file;
    }

    public byte[] this[string name]
    {
        get => _entries.Single(e => e.Name == name).Content;
        set
        {
            var at = _entries.FindIndex(e => e.Name == name);
            _entries[at] = _entries[at] with { Content = value };
        }
    }

    public string Text(string name) => Encoding.UTF8.GetString(this[name]);

    public void Replace(string name, string old, string with)
    {
        Text(name).ShouldContain(old);
        this[name] = Encoding.UTF8.GetBytes(Text(name).Replace(old, with, StringComparison.Ordinal));
    }

    public void Add(string name, byte[] content, TarEntryType type = TarEntryType.RegularFile) => _entries.Insert(0, (name, type, content));

    public void Remove(string name) => _entries.RemoveAll(e => e.Name == name);

    /// <summary>Lets the manifest say what is there now.</summary>
    public TarFile Resealed()
    {
        var manifest = JsonNode.Parse(this["manifest.json"])!.AsObject();
        manifest["files"] = new JsonObject(_entries.Where(e => e.Name != "manifest.json" && e.Type == TarEntryType.RegularFile).DistinctBy(e => e.Name).Select(e => KeyValuePair.Create<string, JsonNode?>(
            e.Name, new JsonObject { ["bytes"] = e.Content.Length, ["sha256"] = Convert.ToHexStringLower(SHA256.HashData(e.Content)) })));
        this["manifest.json"] = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        return this;
    }

    public string WriteTo(string path)
    {
        using var tar = new TarWriter(File.Create(path), TarEntryFormat.Ustar);
        foreach (var (name, type, content) in _entries)
        {
            var entry = new UstarTarEntry(type, name);
            if (type is TarEntryType.SymbolicLink or TarEntryType.HardLink)
            {
                entry.LinkName = "/etc/passwd";
            }
            else if (type == TarEntryType.RegularFile)
            {
                entry.DataStream = new MemoryStream(content);
            }

            tar.WriteEntry(entry);
        }

        return path;
    }
}
