import Evidence

/// The port of a service that lets people in from afar is exposed.
struct RemoteAccessPortRule: ImageRule {
    let rule = Rule(
        id: "remote-access-port", category: .hardening, severity: .medium,
        title: "A port for remote access is exposed",
        why: "Such a service is what attackers look for first. A container is looked into with the engine's exec.",
        remedy: "Remove the port from EXPOSE, and the server from the image.", knownAs: ["DS-0004"])

    private static let services: [Int: (name: String, severity: Severity)] = [
        22: ("SSH", .medium), 23: ("Telnet", .high), 513: ("rlogin", .high), 514: ("rsh", .high),
        2375: ("the Docker engine without TLS", .high), 3389: ("RDP", .medium), 5900: ("VNC", .medium),
    ]

    /// What listens on the port by custom; nil for others and for UDP, where 514 is syslog.
    static func service(of port: ExposedPort) -> (name: String, severity: Severity)? {
        guard port.transport == "tcp", port.numbers.count == 1 else { return nil }
        return services[port.numbers.lowerBound]
    }

    func findings(in image: AnalyzedImage) -> [Finding] {
        image.image.config.config.exposedPorts.compactMap(ExposedPort.init).compactMap { port in
            guard let service = RemoteAccessPortRule.service(of: port) else { return nil }
            return image.finding(
                rule, title: "Port \(port.numbers.lowerBound) is exposed: \(service.name)", severity: service.severity,
                setBy: .expose, evidence: "EXPOSE \(port.text)")
        }
    }
}
