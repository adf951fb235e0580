using EdgeTransfer.Core.Gates;
using EdgeTransfer.Core.Messages;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Learning;

/// <summary>Tells what a gate said.</summary>
internal sealed class GateNews(IMqttLink link, MessageWriter messages, Topics topics)
{
    public void Tell(Station station, string head, GateReport report)
    {
        var topic = topics.Gate(station.Name);
        link.PublishRetained(topic, messages.Write(topic, new GateMessage(head, report) { Station = station.Name, Product = station.Recipe.Product }));
    }
}
