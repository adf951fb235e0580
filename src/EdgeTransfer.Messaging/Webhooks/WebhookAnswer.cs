using EdgeTransfer.Messaging.Connecting;

namespace EdgeTransfer.Messaging.Webhooks;

/// <summary>How a post ended.</summary>
/// <param name="Refusal">Why it was not taken; null when it was.</param>
/// <param name="WasAnswered">Whether the receiver said so: else it may have it all the same.</param>
/// <param name="Pause">How long the receiver asked to be left alone.</param>
internal readonly record struct WebhookAnswer(ConnectRefusal? Refusal, bool WasAnswered, TimeSpan Pause = default);
