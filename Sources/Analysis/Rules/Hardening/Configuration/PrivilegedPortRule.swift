import Evidence

/// A port below 1024 is exposed, which needs root or a capability.
struct PrivilegedPortRule: ImageRule {
    let rule = Rule(
        id: "privileged-port", category: .hardening, severity: .info, title: "A port below 1024 is exposed",
        why: "To listen there a program needs root or CAP_NET_BIND_SERVICE where the engine does not lower the limit, "
            + "which keeps images running as root.",
        remedy: "Listen on a port from 1024 up, such as 8080, and map it: docker run --publish 80:8080.")

    func findings(in image: AnalyzedImage) -> [Finding] {
        let ports = image.image.config.config.exposedPorts.compactMap(ExposedPort.init).filter { port in
            port.numbers.lowerBound < 1024 && RemoteAccessPortRule.service(of: port) == nil
        }
        guard !ports.isEmpty else { return [] }
        return [
            image.finding(
                rule, title: "Ports below 1024 are exposed", setBy: .expose,
                evidence: "EXPOSE \(ports.map(\.text).joined(separator: " "))")
        ]
    }
}
