import DisplayText
import Explorer
import FileTree
import ImageAnalysis
import ImageStore

/// Reads the image that the open one is compared with, tells how far that is, and holds both against each other.
struct OtherImageWork: Sendable {
    let mailbox: Mailbox
    let work: Cancellation
    let wanted: ImageLoading.Wanted

    private func post(_ action: Action) { mailbox.post(.action(action), from: work) }

    /// Compares an image with another one, as the user named it; returns when that is done or nobody wants it any more.
    func run(_ image: ComparedImage, with name: String) {
        Heap.beginLoading()
        do {
            let other = try read(TypedPath.expanded(name), after: image.image)
            guard !work.isCancelled else { return }
            try other.loaded.requireComplete()
            post(.comparing(.read))
            post(.compared(Comparison(image, ComparedImage(judging: other.image, named: name))))
        } catch let error as ImageStoreError {
            post(.comparisonFailed(Printable.escape(error.message)))
        } catch {
            post(.comparisonFailed(ContentsWork.sentence(for: error)))
        }
        Heap.endLoading()
    }

    /// Reads of the image what the open one has not.
    private func read(_ name: String, after image: AnalyzedImage) throws(ImageStoreError) -> Analysis {
        var request = Analysis.Request()
        (request.isToBeCompared, request.platform, request.alreadyRead) = (true, wanted.platform, [image])
        request.index = wanted.index
        // The same Dockerfile, where it fits: else its findings would be gone.
        (request.dockerfile, request.target) = (wanted.dockerfile, wanted.target)
        let progress = LayerProgress()
        return try Analysis(
            opening: name, request,
            onOpening: { post(.comparing(.opening(what: $0.what, done: $0.bytes, total: $0.total))) },
            onImage: { progress.begin($0) },
            onEvent: { event in
                guard case .progress(let layer, let bytesRead) = event else { return }
                mailbox.postComparing(progress.note(bytesRead, of: layer), from: work)
            }, isCancelled: { work.isCancelled })
    }
}
