using EdgeTransfer.Core.Results;
using EdgeTransfer.Core.Watching;
using EdgeTransfer.Inference;
using EdgeTransfer.Messaging.Connecting;
using EdgeTransfer.Messaging.Webhooks;
using Microsoft.Extensions.Configuration;

namespace EdgeTransfer.Configuration;

/// <summary>All settings of the service, read and checked at once.</summary>
public sealed record Settings(
    DeviceOptions Device, IReadOnlyList<StationFile> Stations, MqttOptions Mqtt, WebhookOptions Webhook, InferenceOptions Inference, LearningOptions Learning, WatchOptions Watch)
{
    private const string InferenceSection = "Inference";
    private const string WatchSection = "Watch";

    /// <summary>Reads every section and station file; a refusal tells all that is wrong, a line each.</summary>
    public static Result<Settings> Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        List<string> errors = [];
        var device = Bind<DeviceOptions>(configuration, DeviceOptions.Section, o => o.Errors(), errors);
        var mqtt = Bind<MqttOptions>(configuration, MqttOptions.Section, o => o.Errors(), errors);
        var webhook = Bind<WebhookOptions>(configuration, WebhookOptions.Section, o => o.Errors(), errors);
        var inference = Bind<InferenceOptions>(configuration, InferenceSection, o => o.Errors(), errors);
        var learning = Bind<LearningOptions>(configuration, LearningOptions.Section, o => o.Errors(), errors);
        var watch = Bind<WatchOptions>(configuration, WatchSection, o => [.. o.Errors().Select(e => $"{WatchSection}: {e}")], errors);
        var stations = ReadStations(device, errors);
        return errors.Count > 0
            ? new Refusal(RefusalKind.Invalid, string.Join(Environment.NewLine, errors))
            : new Settings(device, stations, mqtt, webhook, inference, learning, watch);
    }

    /// <summary>Reads the section <c>Learning</c> alone, for what needs no station.</summary>
    public static Result<LearningOptions> ReadLearning(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        List<string> errors = [];
        var learning = Bind<LearningOptions>(configuration, LearningOptions.Section, o => o.Errors(), errors);
        return errors.Count > 0 ? new Refusal(RefusalKind.Invalid, string.Join(' ', errors)) : learning;
    }

    private static T Bind<T>(IConfiguration configuration, string name, Func<T, IReadOnlyList<string>> check, List<string> errors)
        where T : new()
    {
        try
        {
            var options = configuration.GetSection(name).Get<T>(binder => binder.ErrorOnUnknownConfiguration = true) ?? new T();
            errors.AddRange(check(options));
            return options;
        }
        catch (InvalidOperationException e)
        {
            errors.Add($"{name}: {e.Message}{(e.InnerException is { } inner ? " " + inner.Message : "")}");
            return new T();
        }
    }

    private static List<StationFile> ReadStations(DeviceOptions device, List<string> errors)
    {
        List<StationFile> stations = [];
        foreach (var path in device.StationFiles)
        {
            var read = StationFile.Read(path);
            if (read.IsOk)
            {
                stations.Add(read.Value);
            }
            else
            {
                errors.Add(read.Refusal.Message);
            }
        }

        if (device.StationFiles.Count == 0)
        {
            errors.Add($"{DeviceOptions.Section}: StationFiles is empty: name at least one station file (see calibration/README.md).");
        }

        foreach (var twice in stations.CountBy(s => s.Station).Where(s => s.Value > 1))
        {
            errors.Add($"Two station files name the station '{twice.Key}'.");
        }

        // One head serves one view of one product; two views of it need two names until recipes know views.
        foreach (var twice in stations.SelectMany(s => s.Others.Prepend(s)).CountBy(s => s.Recipe.Product).Where(s => s.Value > 1))
        {
            errors.Add($"Two stations, or two recipes of one, inspect the product '{twice.Key}': give each view a product name of its own.");
        }

        return stations;
    }
}
