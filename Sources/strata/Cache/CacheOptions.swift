import ArgumentParser
import CVersion
import FoundationEssentials
import Glibc
import ImageAnalysis

/// Whether what is made of layers is kept for the next time.
struct CacheOptions: ParsableArguments {
    @Flag(help: "Read all layers, and keep nothing of them for the next time; strata cache tells what is kept.")
    var noCache = false

    /// Where it is kept; nil where it is not to be, and where it cannot be.
    ///
    /// - Parameter settings: What is settled, where the command asks for that; else the variable alone counts.
    func index(_ settings: ProjectSettings? = nil) throws(Failure) -> LayerIndex? {
        let settled = if let settings { settings } else { try ProjectSettings(of: .noCache) }
        let isOff = settled.value(.noCache, or: noCache ? true : nil) { Bool($0) }?.value ?? false
        guard !isOff, let path = UserFiles().layers else { return nil }
        return LayerIndex(path, analyser: CacheOptions.analyser)
    }

    /// This program: its version, and which file it is, since two builds may have one version.
    private static var analyser: String {
        var status = stat()
        stat("/proc/self/exe", &status)
        let time = "\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
        return "\(String(cString: strata_version())) \(status.st_size) \(time)"
    }
}
