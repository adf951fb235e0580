using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using EdgeTransfer.Core.Mathematics;

namespace EdgeTransfer.Benchmarks;

/// <summary>A Python process that fits scikit-learn's logistic regression each time it is asked, and times the fit alone.</summary>
internal sealed class ScikitLearn : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("edgetransfer-benchmark-");
    private readonly Process _python;
    private readonly int _slopes;

    /// <param name="x">n × F, standardised; row i is of class i mod <paramref name="classes"/>.</param>
    /// <param name="classes">Number of classes.</param>
    /// <param name="strength">C.</param>
    public ScikitLearn(Matrix x, int classes, double strength)
    {
        _slopes = classes * x.Columns;
        System.IO.File.WriteAllBytes(File("x"), MemoryMarshal.AsBytes<float>(x.Data));
        var start = new ProcessStartInfo("/usr/bin/python3") { RedirectStandardInput = true, RedirectStandardOutput = true };
        foreach (var argument in new[]
            { "scikit_learn.py", File("x"), x.Columns.ToString(CultureInfo.InvariantCulture), classes.ToString(CultureInfo.InvariantCulture), strength.ToString(CultureInfo.InvariantCulture), File("w") })
        {
            start.ArgumentList.Add(argument);
        }

        start.ArgumentList[0] = Path.Combine(AppContext.BaseDirectory, start.ArgumentList[0]);
        // A kernel or cache size forced for other reasons would slow it down.
        start.Environment.Remove("OPENBLAS_CORETYPE");
        start.Environment.Remove("OPENBLAS_L2_SIZE");
        (start.Environment["OPENBLAS_NUM_THREADS"], start.Environment["OMP_NUM_THREADS"]) = ("2", "2");
        _python = Process.Start(start)!;
        Version = Line();
    }

    /// <summary>Its name and version.</summary>
    public string Version { get; }

    /// <summary>Fits once.</summary>
    public (double Seconds, (double[] Slopes, double[] Bias) Result) Fit()
    {
        _python.StandardInput.WriteLine();
        var seconds = double.Parse(Line(), CultureInfo.InvariantCulture);
        var weights = MemoryMarshal.Cast<byte, double>(System.IO.File.ReadAllBytes(File("w")));
        return (seconds, (weights[.._slopes].ToArray(), weights[_slopes..].ToArray()));
    }

    public void Dispose()
    {
        _python.StandardInput.Close(); // its end
        _python.WaitForExit();
        _python.Dispose();
        _folder.Delete(recursive: true);
    }

    private string File(string name) => Path.Combine(_folder.FullName, name);

    private string Line() => _python.StandardOutput.ReadLine() ?? throw new InvalidOperationException("Python ended; is python3-sklearn installed?");
}
