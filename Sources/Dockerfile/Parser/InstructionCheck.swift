/// Finds instructions that parse but that BuildKit refuses.
enum InstructionCheck {
    static func issues(in instructions: [Instruction]) -> [ParseIssue] {
        var issues: [ParseIssue] = []
        var hasStage = false
        for instruction in instructions {
            if let message = fault(of: instruction) ?? instruction.trigger.first.flatMap(faultOfTrigger) {
                issues.append(ParseIssue(kind: .instruction, lines: instruction.lines, message: message))
            }
            if instruction.keyword == .from {
                hasStage = true
            } else if !hasStage, let keyword = instruction.keyword, keyword != .arg {
                let message = "\(keyword.rawValue) stands before the first FROM; only ARG may."
                issues.append(ParseIssue(kind: .instruction, lines: instruction.lines, message: message))
            }
        }
        return issues
    }

    private static func faultOfTrigger(_ trigger: Instruction) -> String? {
        switch trigger.keyword {
        case .onbuild, .from, .maintainer: "ONBUILD can't put off \(trigger.name); expected another instruction."
        default: fault(of: trigger)
        }
    }

    private static func fault(of instruction: Instruction) -> String? {
        guard let keyword = instruction.keyword else {
            return "“\(instruction.name)” is no instruction; expected one such as RUN or COPY."
        }
        let count = instruction.arguments.count
        switch keyword {
        case .from:
            return faultOfFrom(instruction.arguments)
        case .copy, .add:
            return count < 2 ? "\(keyword.rawValue) needs a source and a destination." : nil
        case .env, .label, .arg:
            if count == 0 { return "\(keyword.rawValue) needs a name." }
            return instruction.pairs.contains { $0.name.isEmpty } ? "\(keyword.rawValue) has an empty name." : nil
        case .expose, .volume, .workdir, .user, .stopsignal, .maintainer:
            return count == 0 ? "\(keyword.rawValue) needs an argument." : nil
        case .shell:
            return instruction.isJSON && count > 0 ? nil : "SHELL needs a JSON array such as [\"/bin/sh\", \"-c\"]."
        case .healthcheck:
            return faultOfHealthcheck(instruction.arguments)
        case .onbuild:
            return instruction.trigger.isEmpty ? "ONBUILD needs an instruction." : nil
        case .run:
            return count == 0 ? "RUN needs a command." : nil
        case .cmd, .entrypoint:
            return nil
        }
    }

    private static func faultOfFrom(_ arguments: [String]) -> String? {
        if arguments.count == 1 { return nil }
        guard arguments.count == 3, arguments[1].lowercased() == "as" else {
            return "FROM needs an image, or an image, AS and a name."
        }
        let name = arguments[2].lowercased().unicodeScalars
        let isValid =
            name.first.map { ("a"..."z").contains($0) } == true
            && name.allSatisfy {
                ("a"..."z").contains($0) || ("0"..."9").contains($0) || "-_.".unicodeScalars.contains($0)
            }
        return isValid
            ? nil : "“\(arguments[2])” is no name of a stage; expected a letter, then letters, digits, - _ or ."
    }

    private static func faultOfHealthcheck(_ arguments: [String]) -> String? {
        switch arguments.first?.uppercased() {
        case nil: "HEALTHCHECK needs CMD with a command, or NONE."
        case "NONE": arguments.count > 1 ? "HEALTHCHECK NONE takes no arguments." : nil
        case "CMD": arguments.count < 2 ? "HEALTHCHECK CMD needs a command." : nil
        default: "HEALTHCHECK \(arguments[0]) is unknown; expected CMD or NONE."
        }
    }
}
