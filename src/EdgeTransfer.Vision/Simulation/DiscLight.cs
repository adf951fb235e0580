namespace EdgeTransfer.Vision.Simulation;

/// <summary>Lighting and sensor of one part, and where the belt lies under it.</summary>
internal sealed record DiscLight
{
    /// <summary>Turn of the lamp, radians.</summary>
    public required double LampTurn { get; init; }

    /// <summary>Share of the first texture in the blend of two: machining marks differ from part to part.</summary>
    public required double Blend { get; init; }

    /// <summary>Gain at the four corners of the frame.</summary>
    public required float[] Corners { get; init; }

    /// <summary>Gain of B, G and R.</summary>
    public required float[] Colours { get; init; }

    /// <summary>Standard deviation of the sensor's noise, grey levels.</summary>
    public required double Noise { get; init; }

    /// <summary>Crop of the noise plate, shares of the spare margin.</summary>
    public required (double X, double Y) NoiseCrop { get; init; }

    /// <summary>Crop of the belt, shares of the spare margin.</summary>
    public required (double X, double Y) BeltCrop { get; init; }

    /// <summary>Light as it varies from part to part on a line under a lamp that is old but in order.</summary>
    public static DiscLight Draw(Random random)
    {
        var gain = random.Between(0.93f, 1.07f);
        return new()
        {
            LampTurn = random.Between(-0.07, 0.07),
            Blend = random.NextDouble(),
            Corners = [.. Enumerable.Range(0, 4).Select(_ => gain * random.Between(0.94f, 1.06f))],
            Colours = [random.Between(1.005f, 1.030f), 1, random.Between(0.970f, 0.995f)],
            Noise = random.Between(1.8, 3.2),
            NoiseCrop = (random.NextDouble(), random.NextDouble()),
            BeltCrop = (random.NextDouble(), random.NextDouble()),
        };
    }
}
