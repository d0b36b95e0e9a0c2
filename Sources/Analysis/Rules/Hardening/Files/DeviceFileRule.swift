import Archive
import Evidence
import FileTree

/// Devices that reach the host's disks or memory are stored in the image.
struct DeviceFileRule: ImageRule {
    let rule = Rule(
        id: "device-files", category: .hardening, severity: .medium, title: "Devices of disks or memory are stored",
        why: "The engine makes the devices that a container needs. In a privileged container a stored node of a disk "
            + "or of memory opens the host's.",
        remedy: "Delete the nodes; give a device when the container starts: --device.")

    func findings(in image: AnalyzedImage) -> [Finding] {
        let files = image.presentFiles { $1 == .blockDevice || $1 == .characterDevice }.filter { file in
            // Character devices 1:1, 1:2 and 1:4 are mem, kmem and port.
            file.entry.kind == .blockDevice
                || file.entry.deviceMajor == 1 && [1, 2, 4].contains(file.entry.deviceMinor)
        }
        guard !files.isEmpty else { return [] }
        let count = files.count == 1 ? "A device" : "\(files.count) devices"
        return [
            image.finding(rule, title: "\(count) of disks or memory stored in the image", files: files) {
                "\($0.entry.kind == .blockDevice ? "block" : "character") \($0.entry.deviceMajor):\($0.entry.deviceMinor)"
            }
        ]
    }
}
