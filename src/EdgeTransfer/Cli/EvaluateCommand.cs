using System.CommandLine;
using EdgeTransfer.Evaluating;
using EdgeTransfer.Inference;
using EdgeTransfer.Stations;

namespace EdgeTransfer.Cli;

/// <summary><c>evaluate</c>: measures the heads on a data set.</summary>
internal static class EvaluateCommand
{
    public static Command Create()
    {
        var data = new Option<string?>("--data") { Description = "Data set in MVTec AD layout: train/good, test/good, test/<defect>." };
        var classes = new Option<string?>("--classes") { Description = "Folder with one sub-folder for each class: learn from few images a class." };
        var shots = new Option<string>("--shots") { Description = "Images a class to learn from.", DefaultValueFactory = _ => "5,10,20,50" };
        var draws = new Option<int?>("--draws") { Description = "Random draws; 3 by default, or all of --splits." };
        var ok = new Option<string?>("--ok") { Description = "Class of the good parts; without it only classes are told apart." };
        var okCount = new Option<int>("--ok-count") { Description = "Good images to learn from.", DefaultValueFactory = _ => 200 };
        var splits = new Option<string?>("--splits") { Description = "JSON file of fixed training lists instead of random draws." };
        var json = new Option<FileInfo?>("--json") { Description = "Write the result to this file instead of stdout." };
        var model = new ModelOptions();
        var command = new Command("evaluate", "Measure the heads on a data set: --data for anomaly detection, --classes for learning from few images.")
        {
            data, classes, shots, draws, ok, okCount, splits, json,
        };
        model.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (dataFolder, classFolder) = (parsed.GetValue(data), parsed.GetValue(classes));
            if (dataFolder is null == classFolder is null)
            {
                throw new UsageException("Give either --data FOLDER or --classes FOLDER.");
            }

            JsonOut.CheckFolder(parsed.GetValue(json));
            var recipe = model.RecipeOf(parsed, "evaluation");
            var seed = parsed.GetValue(model.Seed);
            Func<Models, IProgressLine, object> work;
            if (dataFolder is not null)
            {
                var set = MvtecData.Find(dataFolder);
                work = (loaded, line) => AnomalyEvaluation.Run(loaded, recipe, set, seed, line, cancellation);
            }
            else
            {
                var plan = ShotPlan.Read(
                    classFolder!, parsed.GetValue(shots)!, parsed.GetValue(draws), parsed.GetValue(ok), parsed.GetValue(okCount), parsed.GetValue(splits), seed);
                work = (loaded, line) => ShotEvaluation.Run(loaded, recipe, plan, line, cancellation);
            }

            using var models = Models.Load(new InferenceOptions(), recipe.Backbone).OrFail();
            var result = await Progress.RunAsync(line => Task.Run(() => work(models, line), cancellation));
            await JsonOut.WriteAsync(result, parsed.GetValue(json), cancellation);
            return ExitCodes.Ok;
        });
        return command;
    }
}
