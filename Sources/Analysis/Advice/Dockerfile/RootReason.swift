import Dockerfile
import Evidence
import FileTree
import Packages
import Rules

/// Why an image that runs as root may need to.
struct RootReason {
    let text: String

    /// Words of scripts that only root can follow, or that write where only root may.
    private static let words: Set<String> = ["chown", "gosu", "su-exec", "setpriv", "useradd", "mount", "iptables"]
    private static let places = ["/var/", "/run/", "/root", "/etc/", "/data", "/srv/", "/opt/"]
    private static let daemons: Set<String> = [
        "apache2ctl", "apachectl", "cron", "dovecot", "httpd", "mysqld", "mysqld_safe", "named", "nginx", "postfix",
        "postgres", "rsyslogd", "runsvdir", "slapd", "smbd", "sshd", "supervisord", "vsftpd",
    ]

    /// Nil where nothing says so.
    init?(of image: AnalyzedImage, closure: RuntimeClosure?) {
        let config = image.image.config.config
        let low = config.exposedPorts.first { Int($0.split(separator: "/").first ?? "").map { $0 < 1024 } ?? false }
        if let low {
            text = "it serves port \(low.split(separator: "/").first ?? "")"
        } else if let volume = config.volumes.first {
            text = "it writes to the volume \(InstructionText.oneLine(volume)), which is root's"
        } else if let program = RootReason.daemon(image, closure) {
            text = "\(program) gives up its rights by itself"
        } else if let place = RootReason.place(image) {
            text = "its own files name \(place)"
        } else {
            return nil
        }
    }

    private static func daemon(_ image: AnalyzedImage, _ closure: RuntimeClosure?) -> String? {
        for file in closure?.started ?? [] {
            let path = FilePath(image.stack.path(of: file))
            if path.directory.hasSuffix("sbin") || daemons.contains(String(path.name)) { return String(path.name) }
        }
        return nil
    }

    private static func place(_ image: AnalyzedImage) -> String? {
        guard let view = image.view else { return nil }
        for (_, text) in ApplicationText.files(of: image, view: view) {
            if let place = places.first(where: { text.contains($0) }) { return place }
            let isPrivileged = text.split(whereSeparator: { !$0.isLetter && $0 != "-" }).first {
                words.contains(String($0))
            }
            if let isPrivileged { return String(isPrivileged) }
        }
        return nil
    }
}
