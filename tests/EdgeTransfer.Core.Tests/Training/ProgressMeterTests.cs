namespace EdgeTransfer.Core.Training;

public class ProgressMeterTests
{
    [Fact]
    public void Tell_WithinASecond_OnlyAChangeOfState()
    {
        var meter = new ProgressMeter(At(0));
        meter.Tell(At(0), 0, TrainingProgress.Running).ShouldNotBeNull().RestSeconds.ShouldBeNull();
        meter.Tell(At(0.9), 0.1, TrainingProgress.Running).ShouldBeNull();
        meter.Tell(At(0.95), 0.1, TrainingProgress.Paused).ShouldNotBeNull().State.ShouldBe("paused");
        meter.Tell(At(1.9), 0.1, TrainingProgress.Paused).ShouldBeNull();
        meter.Tell(At(1.95), 0.1, TrainingProgress.Paused).ShouldNotBeNull();
    }

    [Fact]
    public void Tell_HalfDone_EstimatesTheRestWithoutPauses()
    {
        var meter = new ProgressMeter(At(0));
        meter.Tell(At(1), 0.1, TrainingProgress.Running);
        meter.Tell(At(10), 0.5, TrainingProgress.Paused);
        meter.Tell(At(60), 0.5, TrainingProgress.Paused)!.RestSeconds!.Value.ShouldBe(10, 1e-9);
        var news = meter.Tell(At(110), 0.5, TrainingProgress.Running)!;
        news.RestSeconds!.Value.ShouldBe(10, 1e-9);
        (news.ElapsedSeconds, news.Stage).ShouldBe((110, "classifier"));
    }

    private static TimeSpan At(double seconds) => TimeSpan.FromSeconds(seconds);
}
