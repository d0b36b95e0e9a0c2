import AnalysisSupport
import Foundation
import ImageAnalysis
import TestSupport

@testable import Learn

/// An image of two stages, one of whose layers writes a file that a later one deletes.
enum LearnFixture {
    static let dockerfile = """
        FROM golang AS builder
        RUN make
        FROM busybox
        COPY --from=builder /out /app
        RUN make data
        RUN rm /app/data
        ENV MODE=fast

        """

    static func image() throws -> TaughtImage {
        let fixture = try AnalyzedFixture(
            Image(reference: "app:1") {
                Layer { File("bin/sh", String(repeating: "s", count: 7)) }.createdBy("ADD file:aa in /")
                Layer { File("app/main", String(repeating: "m", count: 3000)) }.createdBy(
                    "COPY /out /app # buildkit", comment: "buildkit.dockerfile.v0")
                Layer { File("app/data", String(repeating: "d", count: 20_000)) }.createdBy(
                    "RUN /bin/sh -c make data # buildkit", comment: "buildkit.dockerfile.v0")
                Layer { Whiteout("app/data") }.createdBy(
                    "RUN /bin/sh -c rm /app/data # buildkit", comment: "buildkit.dockerfile.v0")
            }, dockerfile: dockerfile)
        return TaughtImage(fixture.image, others: ["app": fixture.image])
    }

    /// A lesson's directory with its files.
    static func lesson(_ text: String, files: [String: String] = [:]) throws -> (CourseLesson, TemporaryDirectory) {
        let directory = try TemporaryDirectory()
        for (name, contents) in files.merging(["lesson.yaml": text], uniquingKeysWith: { $1 }) {
            try Data(contents.utf8).write(to: URL(filePath: directory.path(name)))
        }
        return (try LessonReader(directory: directory.path("")).lesson(), directory)
    }

    /// What is wrong with a lesson; nil where nothing is.
    static func fault(_ text: String) throws -> String? {
        do {
            _ = try lesson(text)
            return nil
        } catch let fault as LessonFault {
            return fault.description
        }
    }
}
