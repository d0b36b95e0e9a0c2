import Archive
import FileTree
import ImageAnalysis
import ImageStore
import Learn

/// The images that lessons teach on, each read once.
final class LessonImages {
    private var known: [String: AnalyzedImage] = [:]

    /// What a lesson may ask of its images.
    ///
    /// - Throws: A fault that names the image which cannot be read.
    func facts(for lesson: CourseLesson) throws(LessonFault) -> TaughtImage {
        var images: [String: AnalyzedImage] = [:]
        for (index, image) in lesson.images.enumerated() {
            images[image.name] = try self.image(at: image.path, dockerfile: index == 0 ? lesson.dockerfile : nil)
        }
        guard let first = lesson.images.first.flatMap({ images[$0.name] }) else {
            throw LessonFault("the lesson has no image")
        }
        return TaughtImage(first, others: images)
    }

    private func image(at path: String, dockerfile: String?) throws(LessonFault) -> AnalyzedImage {
        let key = "\(path)\n\(dockerfile ?? "")"
        if let image = known[key] { return image }
        var request = Analysis.Request()
        request.findsDockerfile = false
        do throws(ArchiveError) {
            request.dockerfile = try dockerfile.map { path throws(ArchiveError) in try DockerfileSource(reading: path) }
        } catch {
            throw LessonFault(error.message)
        }
        do throws(ImageStoreError) {
            let image = try Analysis(opening: path, request).image
            known[key] = image
            return image
        } catch {
            throw LessonFault(error.message)
        }
    }
}
