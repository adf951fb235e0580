using System.Net.Sockets;
using System.Security.Authentication;
using MQTTnet;
using MQTTnet.Exceptions;

namespace EdgeTransfer.Messaging.Connecting;

/// <summary>Why no connection came about.</summary>
/// <param name="Reason">Counted under this name.</param>
/// <param name="Detail">For a person.</param>
internal sealed record ConnectRefusal(string Reason, string Detail)
{
    /// <summary>The broker answered, and said no.</summary>
    public static ConnectRefusal From(MqttClientConnectResult result) =>
        new(result.ResultCode.ToString(), $"The broker answered {result.ResultCode} (0x{(int)result.ResultCode:x2}){Words(result.ReasonString)}: check user, password file and the broker's access rules.");

    /// <summary>The way to the broker failed: what the check of its certificate said decides, then the innermost cause that says something.</summary>
    public static ConnectRefusal From(Exception exception, ConnectPlan plan)
    {
        if (plan.Check.Refusal is { } untrusted && Find<AuthenticationException>(exception) is not null)
        {
            return untrusted;
        }

        var messages = Causes(exception).Select(e => e.Message).ToList();
        if (plan.Tls && messages.Find(m => m.Contains(" alert ", StringComparison.Ordinal)) is { } alert)
        {
            return FromAlert(alert, plan);
        }

        if (Find<SocketException>(exception) is { SocketErrorCode: not (SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.NotConnected or SocketError.Shutdown) } socket)
        {
            return new($"Unreachable{socket.SocketErrorCode}", $"{socket.Message}: check host, port and network.");
        }

        if (Causes(exception).Any(e => e is OperationCanceledException or TimeoutException or MqttCommunicationTimedOutException))
        {
            return new("Timeout", "The broker did not answer in time.");
        }

        if (plan.Tls && !plan.Check.WasAsked)
        {
            return new("NoTls", $"No TLS came about ({messages[^1]}): is Port the broker's port for TLS, mostly 8883, and does it speak TLS 1.2 or 1.3? Else see its log.");
        }

        return new("Closed", plan.Tls
            ? $"The broker ended the connection without an answer ({messages[^1]}): {Certificate(plan)} Its log says more."
            : $"The broker ended the connection without an answer ({messages[^1]}): if Port is for TLS, mostly 8883, set Tls. Else see its log.");
    }

    // What OpenSSL says when the other side sends an alert, as in "error:0A000418:SSL routines::tlsv1 alert unknown ca".
    private static ConnectRefusal FromAlert(string alert, ConnectPlan plan) => alert switch
    {
        _ when alert.Contains("certificate", StringComparison.Ordinal) || alert.Contains("unknown ca", StringComparison.Ordinal)
            || alert.Contains("handshake failure", StringComparison.Ordinal) || alert.Contains("decrypt", StringComparison.Ordinal) =>
            new("ClientCertificateRefused", $"The broker did not accept who this is ({alert}): {Certificate(plan)}"),
        _ => new("Tls", $"The broker ended TLS ({alert}): its log says more."),
    };

    private static string Certificate(ConnectPlan plan) => plan.Credentials switch
    {
        { Certificate: null } => "it may ask for a certificate: set ClientCertFile and ClientKeyFile.",
        { Warnings: var warnings } when warnings.FirstOrDefault(w => w.Reason == "ClientCertificateExpired") is { } expired => expired.Detail,
        { Certificate: { } certificate } => $"the certificate \"{certificate.Subject}\" must be signed by an authority that the broker trusts (\"{certificate.Issuer}\"), for use by a client, and not be revoked.",
    };

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    private static T? Find<T>(Exception exception)
        where T : Exception => Causes(exception).OfType<T>().FirstOrDefault();

    private static string Words(string? reason) => string.IsNullOrWhiteSpace(reason) ? "" : $", \"{reason}\"";
}
