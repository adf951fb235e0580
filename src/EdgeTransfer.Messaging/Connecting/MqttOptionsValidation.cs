using Microsoft.Extensions.Options;

namespace EdgeTransfer.Messaging.Connecting;

/// <summary>Stops the start with all errors of the settings in one message.</summary>
internal sealed class MqttOptionsValidation : IValidateOptions<MqttOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, MqttOptions options) =>
        options.Errors() is { Count: > 0 } errors ? ValidateOptionsResult.Fail(errors) : ValidateOptionsResult.Success;
}
