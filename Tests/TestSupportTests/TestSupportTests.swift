import TestSupport

/// An image with something of everything: what the tests of the formats write.
let sample = Image(reference: "registry.example:5000/team/app:1.2") {
    Layer {
        Directory("etc")
        File("etc/motd", "hello")
        Symlink("etc/link", to: "motd")
    }.createdBy("/bin/sh -c #(nop) ADD file:abc in / ")
    Step("ENV A=b")
    Layer {
        Whiteout("etc/motd")
        File("app", "#!/bin/sh\n", mode: 0o755)
    }.createdBy("RUN /bin/sh -c rm /etc/motd # buildkit", comment: "buildkit.dockerfile.v0")
}.configured {
    $0.environment = ["A=b"]
    $0.entrypoint = ["/app"]
    $0.user = "1000"
    $0.labels = ["org.example": "yes"]
}
