import ArgumentParser
import ImageAnalysis

/// What other tools' files accept of known vulnerabilities.
struct ExceptionOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            """
            Accept what an OpenVEX document says is not_affected or fixed, in the image or in its packages; several may be \
            given.
            """, valueName: "file"))
    var vex: [String] = []
    @Option(
        help: ArgumentHelp(
            """
            What Trivy's ignore file accepts of vulnerabilities, or off. If not said, .trivyignore and .trivyignore.yaml here \
            or beside the image.
            """, valueName: "file"))
    var trivyIgnore: [String] = []

    /// What the files accept today, and what is odd about them.
    ///
    /// - Parameters:
    ///   - list: What the user accepts besides.
    ///   - directory: Where the image lies, nil for a stream or an engine.
    func exceptions(
        beside list: IgnoreList, imageIn directory: String?
    ) throws(Failure) -> (exceptions: VulnerabilityExceptions, warnings: [String]) {
        var warnings: [String] = []
        var accepted = IgnoreList()
        for path in trivyIgnoreFiles(besideImageIn: directory) {
            let bytes = try ConfigurationFile.bytes(of: path)
            do throws(TrivyIgnoreFile.Fault) {
                let file = try TrivyIgnoreFile(parsing: bytes, name: path)
                accepted.vulnerabilities += file.exceptions
                warnings += file.warnings
            } catch {
                throw .usage("\(path) \(error.description)")
            }
        }
        let (current, expired) = accepted.current(on: IgnoreOptions.today)
        var exceptions = VulnerabilityExceptions()
        exceptions.entries = list.vulnerabilities + current.vulnerabilities
        for path in vex {
            let bytes = try ConfigurationFile.document(at: path)
            do throws(VEXDocument.Fault) {
                let document = try VEXDocument(parsing: bytes, name: path)
                exceptions.statements += document.statements
                warnings += document.warnings
            } catch {
                throw .usage("\(path) \(error.description)")
            }
        }
        return (exceptions, warnings + expired)
    }

    private func trivyIgnoreFiles(besideImageIn directory: String?) -> [String] {
        guard trivyIgnore.isEmpty else { return trivyIgnore.filter { !LimitText.isOff($0) } }
        return [".trivyignore", ".trivyignore.yaml"].compactMap {
            ConfigurationFile.path(named: $0, besideImageIn: directory)
        }
    }
}
