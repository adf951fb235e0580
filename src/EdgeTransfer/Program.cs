using EdgeTransfer.Cli;

return await CommandLine.RunAsync(args);
