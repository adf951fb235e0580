using EdgeTransfer.Core.Results;
using Microsoft.ML.OnnxRuntime;

namespace EdgeTransfer.Inference.Models;

/// <summary>Opens ONNX Runtime sessions.</summary>
internal static class Sessions
{
    /// <summary>A session on the CPU with the given number of threads; threads sleep between runs.</summary>
    public static Result<InferenceSession> Open(byte[] model, string name, int threads)
    {
        try
        {
            using var options = new SessionOptions
            {
                IntraOpNumThreads = threads,
                InterOpNumThreads = 1,
                GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
                LogSeverityLevel = OrtLoggingLevel.ORT_LOGGING_LEVEL_ERROR,
            };
            options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0");
            options.AddSessionConfigEntry("session.set_denormal_as_zero", "1");
            return new InferenceSession(model, options);
        }
        catch (OnnxRuntimeException e)
        {
            return new Refusal(RefusalKind.Damaged, $"ONNX Runtime refuses {name}: {e.Message}");
        }
    }
}
