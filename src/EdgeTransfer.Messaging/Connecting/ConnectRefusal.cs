using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using MQTTnet;

namespace EdgeTransfer.Messaging.Connecting;

/// <summary>Why no connection came about.</summary>
/// <param name="Reason">Counted under this name.</param>
/// <param name="Detail">For a person.</param>
internal sealed record ConnectRefusal(string Reason, string Detail)
{
    /// <summary>The broker answered, and said no.</summary>
    public static ConnectRefusal From(MqttClientConnectResult result) =>
        new(result.ResultCode.ToString(), $"The broker answered {result.ResultCode} (0x{(int)result.ResultCode:x2}){Words(result.ReasonString)}: check user, password file and the broker's access rules.");

    /// <summary>The way to the broker failed: the innermost cause that says something decides.</summary>
    public static ConnectRefusal From(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            switch (cause)
            {
                case SocketException socket:
                    return new($"Unreachable{socket.SocketErrorCode}", $"{socket.Message}: check host, port and network.");
                case AuthenticationException:
                    return new("Tls", $"{cause.Message}: check the certificate's name and CaFile.");
                case CryptographicException:
                    return new("CaFile", $"CaFile is no PEM certificate: {cause.Message}");
                case OperationCanceledException or TimeoutException or MQTTnet.Exceptions.MqttCommunicationTimedOutException:
                    return new("Timeout", "The broker did not answer in time.");
                default:
                    break;
            }
        }

        return exception is IOException or UnauthorizedAccessException
            ? new("File", $"A file of the settings cannot be read: {exception.Message}")
            : new("Communication", exception.Message);
    }

    private static string Words(string? reason) => string.IsNullOrWhiteSpace(reason) ? "" : $", \"{reason}\"";
}
