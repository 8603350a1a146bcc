import ArgumentParser

/// The root of the command line.
struct DoisoatCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doisoat",
        abstract: "Reconcile dossier statuses between one-stop systems and the provincial portal (đối soát hồ sơ).",
        discussion: """
            Compares what the commune and district one-stop systems (một cửa) say about each dossier (hồ sơ) with what the \
            provincial public service portal (Cổng dịch vụ công) shows, explains every difference and writes reports. Personal \
            data is masked unless --unmask is given.

            Data goes to standard output, messages to standard error. Every option can be set as DOISOAT_OPTION in the \
            environment, for instance DOISOAT_CONFIG=/etc/doisoat.yaml; the command line wins.

            Exit status: 0 done (diff: the sides agree); 1 differences exist; 2 wrong configuration or mapping; 3 partial: \
            something could not be read; 4 temporary failure; 5 a guard stopped the run; 6 stale plan; 11 locked by another \
            run; 64 usage; 130, 141, 143 ended by a signal.
            """,
        version: "0.1.0",
        subcommands: [
            DiffCommand.self, RunCommand.self, CheckCommand.self, ExplainCommand.self, MappingsCommand.self,
            ConfigCommand.self, CompletionCommand.self,
        ]
    )
}
