import ImageAnalysis
import OCI
import TestSupport

/// Images for the rules on hardening: a base of classic docker, and own layers of BuildKit above it.
package enum HardeningFixture {
    package static let passwd =
        "root:x:0:0:root:/root:/bin/bash\ndaemon:x:1:1::/:/usr/sbin/nologin\napp:x:1000:1000::/:/bin/sh\n"
    package static let group = "root:x:0:\ndaemon:x:1:\napp:x:1000:\n"

    /// A layer as BuildKit records it.
    package static func layer(_ createdBy: String = "RUN /bin/sh -c make", @LayerBuilder _ items: () -> [any LayerItem])
        -> Layer
    {
        Layer(items).createdBy(createdBy + " # buildkit", comment: "buildkit.dockerfile.v0")
    }

    /// A step of BuildKit that makes no layer.
    package static func step(_ text: String) -> Step { Step(text, comment: "buildkit.dockerfile.v0") }

    /// An image with accounts and a setting, and what a rule finds in it.
    package static func findings(
        _ rule: String, passwd: String = passwd, group: String = group, shadow: String? = nil,
        _ change: (inout RuntimeConfig) -> Void = { _ in }
    ) throws -> [Finding] {
        let image = Image(reference: "app:1") {
            layer {
                File("etc/passwd", passwd)
                File("etc/group", group)
                if let shadow { [File("etc/shadow", shadow, mode: 0o640)] }
            }
        }.configured(change)
        return try AnalyzedFixture(image).findings(rule)
    }

    /// What a rule finds in an image of one `RUN`.
    package static func findings(_ rule: String, run command: String) throws -> [Finding] {
        try AnalyzedFixture(Image(reference: "app:1") { layer("RUN /bin/sh -c \(command)") { File("x", "x") } })
            .findings(rule)
    }

    /// An image whose first layer came with a base image.
    package static func based(
        @LayerBuilder base: () -> [any LayerItem], @LayerBuilder own: () -> [any LayerItem]
    ) throws -> AnalyzedFixture {
        try AnalyzedFixture(
            Image(reference: "app:1") {
                Layer(base).createdBy("/bin/sh -c #(nop) ADD file:aa in / ")
                Step("/bin/sh -c #(nop)  CMD [\"bash\"]")
                layer("COPY . /", own)
            })
    }
}
