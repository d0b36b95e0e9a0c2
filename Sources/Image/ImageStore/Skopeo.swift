import Archive

/// Images that skopeo copies from wherever it can read: a registry, without any engine.
enum Skopeo {
    /// How a reference begins that says where the image is; any other name is of a registry.
    private static let transports = [
        "docker://", "containers-storage:", "dir:", "docker-archive:", "docker-daemon:", "oci:", "oci-archive:",
        "ostree:",
        "sif:", "tarball:",
    ]

    /// Copies an image into a temporary archive that has lost its name when this returns. `program` is what to run
    /// where it is not skopeo, looked up in PATH.
    static func copy(
        _ reference: String, program: String? = nil, isCancelled: () -> Bool, progress: (Int64) -> Void
    ) throws(Fault) -> FileWindow {
        guard !reference.isEmpty, !reference.hasPrefix("-"), !reference.utf8.contains(0) else {
            throw Fault(
                .engineFailed,
                "does not name an image: write skopeo:REFERENCE, such as skopeo:docker.io/library/debian:12")
        }
        let source = transports.contains { reference.hasPrefix($0) } ? reference : "docker://" + reference
        let saving = SavingProgram(name: "skopeo", program: program, failure: "cannot be copied")
        do {
            let directory = try PrivateDirectory()
            let archive = "image.oci.tar"
            defer { directory.remove(archive) }
            let arguments = ["copy", "--quiet", source, "oci-archive:\(directory.path(of: archive))"]
            _ = try saving.output(of: arguments, isCancelled: isCancelled, progress: { _ in })
            let window = try FileWindow(opening: directory.path(of: archive))
            progress(window.length)
            return window
        } catch let fault as Fault {
            throw fault
        } catch let error as ArchiveError {
            throw Fault(error)
        } catch {
            throw saving.failed("\(error)")
        }
    }
}
