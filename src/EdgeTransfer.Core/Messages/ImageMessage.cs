using System.Text.Json;

namespace EdgeTransfer.Core.Messages;

/// <summary>
/// What comes with a picture on <c>…/image</c>: the payload is a JPEG, so these fields travel as user properties of MQTT 5. Its id is
/// that of the alert about the part.
/// </summary>
/// <param name="PartId">What a label names.</param>
public sealed record ImageMessage(string PartId) : Message(CurrentSchema)
{
    /// <summary>Schema of the properties.</summary>
    public const string CurrentSchema = "edgetransfer/image/1";

    /// <summary>The fields as names and texts.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Properties() =>
        [.. JsonSerializer.SerializeToElement(this, MessageJson.Default.ImageMessage).EnumerateObject().Select(p => KeyValuePair.Create(p.Name, p.Value.ToString()))];
}
