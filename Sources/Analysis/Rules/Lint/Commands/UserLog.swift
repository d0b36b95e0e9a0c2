import Evidence

/// `useradd` with a high number and without `-l`.
struct UserLog: DockerfileRule {
    let rule = Rule.dockerfile(
        "user-log", .medium, "useradd with a high number writes huge log files",
        why:
            "/var/log/lastlog and faillog have a place for every number up to the highest: the layer grows by gigabytes.",
        remedy: "Add --no-log-init (-l), or take a number below 100000.", knownAs: ["DL3046"])

    func findings(in dockerfile: AnalyzedDockerfile) -> [Finding] {
        dockerfile.commands("useradd").compactMap { found in
            let arguments = CommandArguments(
                found.command.arguments,
                valued: [
                    "-u", "--uid", "-g", "--gid", "-G", "--groups", "-d", "--home-dir", "-s", "--shell", "-c",
                    "--comment", "-p", "--password", "-k", "--skel", "-e", "-f", "-K", "-R", "-b",
                ])
            guard let number = arguments.value("-u", "--uid"), number.count > 5,
                number.allSatisfy({ $0.isASCII && $0.isNumber }), !arguments.has("-l", "--no-log-init")
            else { return nil }
            return rule.finding("useradd for \(number) without --no-log-init", at: found.command)
        }
    }
}
