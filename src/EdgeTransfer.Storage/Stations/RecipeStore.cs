using System.Text.Json;
using Dapper;
using EdgeTransfer.Core.Audit;
using EdgeTransfer.Storage.Audit;
using EdgeTransfer.Storage.Commands;
using EdgeTransfer.Storage.Database;
using EdgeTransfer.Storage.Operators;

namespace EdgeTransfer.Storage.Stations;

/// <summary>Which recipe each station works by.</summary>
public sealed class RecipeStore(LineDatabase database)
{
    /// <summary>Name of the recipe that was chosen last; null while nobody has chosen.</summary>
    public string? Find(string station)
    {
        using var connection = database.Read();
        return connection.ExecuteScalar<string?>("SELECT recipe FROM station_recipe WHERE station = @station", new { station });
    }

    /// <summary>Writes a choice down, in the log, too, with the answer to the command.</summary>
    public Task ChooseAsync(ChosenRecipe choice, StoredReply reply) => database.WriteAsync((connection, transaction) =>
    {
        ArgumentNullException.ThrowIfNull(choice);
        connection.Execute(
            """
            INSERT INTO station_recipe (station, recipe, said_by, at) VALUES (@Station, @Recipe, @by, @at)
            ON CONFLICT (station) DO UPDATE SET recipe = excluded.recipe, said_by = excluded.said_by, at = excluded.at
            """,
            new { choice.Station, choice.Recipe, by = OperatorStore.KeyOf(connection, transaction, choice.By, choice.At), at = Columns.Time(choice.At) },
            transaction);
        AuditLog.Append(connection, transaction, new(
            AuditKind.Product, choice.Recipe, choice.Station, choice.By, choice.At, JsonSerializer.Serialize(new { was = choice.Was, reason = choice.Reason }, JsonSerializerOptions.Web)));
        ReplyStore.Insert(connection, transaction, reply);
        return true;
    });
}
