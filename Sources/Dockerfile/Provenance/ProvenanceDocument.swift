/// The two shapes of the statement; what is missing counts as absent.
struct ProvenanceDocument: Decodable {
    var predicateType: String
    var predicate: Predicate?

    struct Predicate: Decodable {
        var buildDefinition: Definition?
        var runDetails: RunDetails?
        var buildConfig: Configuration?
        var invocation: Invocation?
        var metadataHolder: MetadataHolder?
        var materialList: LenientList<Material>?

        enum CodingKeys: String, CodingKey {
            case buildDefinition, runDetails, buildConfig, invocation
            case metadataHolder = "metadata"
            case materialList = "materials"
        }

        var arguments: [String: String] {
            buildDefinition?.externalParameters?.request?.args?.values ?? invocation?.parameters?.args?.values ?? [:]
        }
        var steps: [Step] {
            (buildDefinition?.internalParameters?.buildConfig ?? buildConfig)?.llbDefinition?.values ?? []
        }
        var metadata: Metadata? { runDetails?.metadata?.version1 ?? metadataHolder?.version02 }
        var materials: [String] {
            (buildDefinition?.resolvedDependencies?.values ?? materialList?.values ?? []).compactMap(\.uri)
        }
    }

    struct Definition: Decodable {
        var externalParameters: External?
        var internalParameters: Internal?
        var resolvedDependencies: LenientList<Material>?
    }
    struct External: Decodable { var request: Parameters? }
    struct Internal: Decodable { var buildConfig: Configuration? }
    struct Invocation: Decodable { var parameters: Parameters? }
    struct Parameters: Decodable { var args: LenientStrings? }
    struct Configuration: Decodable { var llbDefinition: LenientList<Step>? }
    struct RunDetails: Decodable { var metadata: MetadataHolder? }
    struct Material: Decodable { var uri: String? }

    struct MetadataHolder: Decodable {
        var version1: Metadata?
        var version02: Metadata?

        enum CodingKeys: String, CodingKey {
            case version1 = "buildkit_metadata"
            case version02 = "https://mobyproject.org/buildkit@v1#metadata"
        }
    }
    struct Metadata: Decodable {
        var source: SourceInfo?
        var layers: [String: LenientList<LenientList<Blob>>]?
    }
    struct SourceInfo: Decodable {
        var infos: LenientList<SourceFile>?
        var locations: [String: Places]?
    }
    struct SourceFile: Decodable { var data: String? }
    struct Places: Decodable {
        var locations: LenientList<Place>?

        /// One range for each place in the first source file, which is the Dockerfile.
        var ranges: [ClosedRange<Int>] {
            (locations?.values ?? []).filter { ($0.sourceIndex ?? 0) == 0 }.compactMap { place in
                let lines = (place.ranges?.values ?? []).flatMap { [$0.start?.line, $0.end?.line] }.compactMap(\.self)
                guard let first = lines.min(), let last = lines.max(), first > 0 else { return nil }
                return first...last
            }
        }
    }
    struct Place: Decodable {
        var sourceIndex: Int?
        var ranges: LenientList<Range>?
    }
    struct Range: Decodable {
        var start: Position?
        var end: Position?
    }
    struct Position: Decodable { var line: Int? }

    struct Step: Decodable {
        var id: String
        var inputs: LenientList<String>?
        var op: Op?

        var vertex: BuildProvenance.Vertex {
            BuildProvenance.Vertex(
                id: id, inputs: inputs?.values ?? [], operation: op?.operation?.value ?? .result)
        }
    }
    struct Op: Decodable {
        var operation: Body?
        enum CodingKeys: String, CodingKey { case operation = "Op" }
    }
    struct Body: Decodable {
        var exec: Exec?
        var file: File?
        var merge: Merge?
        var source: Source?
        var build: Anything?
        var diff: Anything?

        var value: BuildProvenance.Operation {
            if let exec {
                let root = (exec.mounts?.values ?? []).first { $0.dest == "/" }
                let input = root?.input ?? 0
                return .exec(root: root == nil || input < 0 ? nil : input)
            }
            if let file {
                return .file((file.actions?.values ?? []).map { .init(input: $0.input ?? 0, output: $0.output ?? 0) })
            }
            if let merge { return .merge((merge.inputs?.values ?? []).map { $0.input ?? 0 }) }
            if let source { return .source(source.identifier ?? "") }
            return build != nil || diff != nil ? .source("") : .result
        }
    }
    /// The descriptor of a layer; only its size counts here.
    struct Blob: Decodable { var size: LenientSize? }
    struct Exec: Decodable { var mounts: LenientList<Port>? }
    struct File: Decodable { var actions: LenientList<Port>? }
    struct Merge: Decodable { var inputs: LenientList<Port>? }
    struct Source: Decodable { var identifier: String? }
    struct Port: Decodable {
        var dest: String?
        var input: Int?
        var output: Int?
    }
}

/// A list whose elements of another shape are left out.
struct LenientList<Element: Decodable>: Decodable {
    var values: [Element] = []

    init(from decoder: any Decoder) throws {
        guard var container = try? decoder.unkeyedContainer() else { return }
        while !container.isAtEnd {
            if let value = try? container.decode(Element.self) {
                values.append(value)
            } else if (try? container.decode(Anything.self)) == nil {
                return
            }
        }
    }
}

/// An object whose values other than strings are left out.
struct LenientStrings: Decodable {
    var values: [String: String] = [:]

    init(from decoder: any Decoder) throws {
        guard let container = try? decoder.singleValueContainer() else { return }
        if let strings = try? container.decode([String: String].self) { values = strings }
    }
}

/// A number of bytes; zero for what is none.
struct LenientSize: Decodable {
    var bytes: Int64 = 0

    init(from decoder: any Decoder) throws {
        guard let container = try? decoder.singleValueContainer() else { return }
        bytes = max(0, (try? container.decode(Int64.self)) ?? 0)
    }
}

/// A value that only counts.
struct Anything: Decodable {
    init(from decoder: any Decoder) throws {}
}
