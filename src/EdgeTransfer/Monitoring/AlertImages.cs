using EdgeTransfer.Core.Messages;
using EdgeTransfer.Learning;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Vision.Maps;
using Microsoft.Extensions.Options;

namespace EdgeTransfer.Monitoring;

/// <summary>
/// Sends pictures of parts that are not OK, where they are asked for: of those whose image is kept, by who keeps it, so that the line
/// neither waits for a JPEG nor copies a frame. QoS 0: the image itself stays on the device, and pictures must not fill the outbox.
/// </summary>
internal sealed class AlertImages(IMqttLink link, MessageWriter messages, Topics topics, IOptions<MqttOptions> options)
{
    /// <summary>Sends the picture if there is to be one. Never throws for what an image or the broker does.</summary>
    public void Offer(OfferedSample sample)
    {
        if (options.Value.ImageBytes == 0 || sample.Alert is not { } alert || !link.IsConnected)
        {
            return;
        }

        var picture = BoundedJpeg.Encode(sample.Frame, sample.Station.Recipe.Region, options.Value.ImageBytes);
        if (picture.IsOk)
        {
            var topic = topics.Image(sample.Station.Name);
            var message = new ImageMessage(sample.PartId) { Id = alert, At = sample.At, Station = sample.Station.Name, Product = sample.Station.Recipe.Product };
            link.TryPublishImage(topic, picture.Value, messages.Seal(topic, message).Properties());
        }
    }
}
