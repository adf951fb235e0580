using System.CommandLine;
using System.Text;
using EdgeTransfer.Evaluating;
using EdgeTransfer.Evaluating.Reporting;
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
        var marks = new Option<bool>("--marks") { Description = "Give the masks of the training images to the trainer, as boxes; with --classes and --ok." };
        var report = new Option<FileInfo?>("--report") { Description = "Write a page with plots and pictures to this HTML file too." };
        var model = new ModelOptions();
        var command = new Command("evaluate", "Measure the heads on a data set: --data for anomaly detection, --classes for learning from few images.")
        {
            data, classes, shots, draws, ok, okCount, splits, marks, json, report,
        };
        model.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            var (dataFolder, classFolder) = (parsed.GetValue(data), parsed.GetValue(classes));
            if (dataFolder is null == classFolder is null)
            {
                throw new UsageException("Give either --data FOLDER or --classes FOLDER.");
            }

            OutputFile.Check(parsed.GetValue(json));
            OutputFile.Check(parsed.GetValue(report));
            var recipe = model.RecipeOf(parsed, "evaluation");
            var (seed, withMarks, page) = (parsed.GetValue(model.Seed), parsed.GetValue(marks), parsed.GetValue(report));
            Func<Models, IProgressLine, (object Result, Func<string> Page)> work;
            if (dataFolder is not null)
            {
                if (withMarks)
                {
                    throw new UsageException("--marks goes with --classes FOLDER: a set in MVTec AD layout has no defects to learn from.");
                }

                var set = MvtecData.Find(dataFolder);
                work = (loaded, line) =>
                {
                    var (result, detail) = AnomalyEvaluation.Run(loaded, recipe, set, seed, page is not null, line, cancellation);
                    return (result, () => AnomalyReport.Html(result, detail!, recipe, TimeProvider.System));
                };
            }
            else
            {
                var plan = ShotPlan.Read(
                    classFolder!, parsed.GetValue(shots)!, parsed.GetValue(draws), parsed.GetValue(ok), parsed.GetValue(okCount), parsed.GetValue(splits), seed, withMarks);
                work = (loaded, line) =>
                {
                    var (result, detail) = ShotEvaluation.Run(loaded, recipe, plan, page is not null, line, cancellation);
                    return (result, () => ShotReport.Html(result, detail!, plan, recipe, seed, TimeProvider.System));
                };
            }

            using var models = Models.Load(new InferenceOptions(), recipe.Backbone).OrFail();
            var (figures, makePage) = await Progress.RunAsync(line => Task.Run(() => work(models, line), cancellation));
            await JsonOut.WriteAsync(figures, parsed.GetValue(json), cancellation);
            if (page is not null)
            {
                await OutputFile.WriteAsync(page.FullName, Encoding.UTF8.GetBytes(makePage()), cancellation);
            }

            return ExitCodes.Ok;
        });
        return command;
    }
}
