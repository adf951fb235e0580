using EdgeTransfer.Core.Messages;
using EdgeTransfer.Reviewing;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Commands;

/// <summary>Says what deserves a person's look.</summary>
internal sealed class ReviewHandler(ReviewDesk desk)
{
    public async Task<CommandReply> HandleAsync(Station station, ReviewCommand command, CancellationToken cancellation)
    {
        var review = await desk.OpenAsync(station.Recipe.Product, command.Limit, cancellation);
        var (waiting, next) = await desk.NextAsync(station.Recipe.Product, command.Limit);
        return CommandReply.Done(string.Join(
            ' ', [$"{review.Found} labels deserve a second look, {waiting} unlabelled parts wait for a first.", .. review.Agreement.Sentences, .. review.Notes])) with { Review = review, Next = next };
    }
}
