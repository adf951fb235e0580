using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace EdgeTransfer.Core.Messages.Contract;

/// <summary>What the code says of its types and fields.</summary>
internal static partial class XmlDocs
{
    private static readonly Lazy<Dictionary<string, XElement>> Members = new(() =>
        XDocument.Load(Path.ChangeExtension(typeof(Message).Assembly.Location, ".xml")).Descendants("member").ToDictionary(m => m.Attribute("name")!.Value));

    public static string? Of(Type type) => Summary("T:" + type.FullName);

    public static string? Of(MemberInfo property) => Summary($"P:{property.DeclaringType!.FullName}.{property.Name}");

    private static string? Summary(string member) =>
        Members.Value.TryGetValue(member, out var found) && found.Element("summary") is { } summary ? Blanks().Replace(Text(summary), " ").Trim() : null;

    private static string Text(XElement element) => string.Concat(element.Nodes().Select(node => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see when see.Attribute("cref") is { } cref => Last(cref.Value),
        XElement { Name.LocalName: "paramref" } reference => Camel(reference.Attribute("name")!.Value),
        XElement inner => Text(inner),
        _ => "",
    }));

    private static string Last(string cref) => Camel(cref[(cref.LastIndexOf('.') + 1)..]);

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name[1..];

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
