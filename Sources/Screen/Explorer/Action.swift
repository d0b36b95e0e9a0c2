import FileTree
import ImageAnalysis
import ImageStore
import Reporting
import TerminalUI

/// What happens to the explorer: something the user did, or a report of work done outside.
public enum Action: Sendable {
    /// A key, the mouse, a new size, pasted text.
    case event(Event)
    /// A command, from a key or the mouse.
    case command(Command)

    /// The source is still being opened.
    case openProgress(what: String, done: Int64, total: Int64?)
    /// The source is open: all its images, and which one is to be shown (from 0). `warnings` are the source's own.
    case opened(choices: [ImageChoice], choice: Int, warnings: [String])
    /// The source cannot be opened.
    case openFailed(String)
    /// An image's facts, before its layers are read.
    case imageReady(ImageFacts)

    /// So many bytes of a layer's blob have been read.
    case layerProgress(layer: Int, bytesRead: Int64)
    /// A layer is in the stack; paths of earlier stacks keep their ids.
    case layerLoaded(layer: Int, stack: LayerStack)
    /// A layer cannot be read.
    case layerFailed(layer: Int, String)
    /// All layers are read.
    case loaded(stack: LayerStack, figures: Figures, warnings: [String])
    /// The same layers with their contents' hashes, in another stack.
    case hashed(stack: LayerStack, figures: Figures)
    /// The stages with the sizes of their layers, as `strata stages` draws them.
    case stagesDrawn([StageDrawing.Line])
    /// So much of the layers' contents has been read for the analysis, 0…1.
    case analyzing(Double)
    /// What to do about the image's size.
    case advised(AdvicePlan)
    /// The packages, and why they are there.
    case packagesListed(PackageList)
    /// How large the layers are compressed.
    case compressedMeasured(CompressedSizes)
    /// How far the other image is.
    case comparing(OtherImage.Phase)
    /// What differs from the other image.
    case compared(Comparison)
    /// The other image cannot be read: a sentence.
    case comparisonFailed(String)
    /// How the lines of a file differ from those in the other image.
    case fileCompared(FileDifference)
    /// What rules found in the layers of the last stack.
    case analyzed(ImageFindings)

    /// A file's contents, as far as they were asked for.
    case contentsRead(request: Int, [UInt8])
    /// A file's contents cannot be read.
    case contentsFailed(request: Int, String)
    /// So much of the layers has been searched, 0…1.
    case searchingContents(request: Int, Double)
    /// What was found so far, and whether lines of some files were only counted.
    case contentsFound(request: Int, FoundLines, isOverBudget: Bool)
    /// All layers are searched; with a phrase, why nothing can be looked for.
    case contentSearchEnded(request: Int, fault: String?)
    /// Members of an archive that was read ahead, at most `Preview.mostMembers`.
    case membersRead(request: Int, [Preview.Member])
    /// The paths that begin as `text` does, each written out as far; directories with a slash at their ends.
    case pathsFound(text: String, [String])
    /// Images that lie beside the open one.
    case imagesOffered([OfferedImage])
    /// Work outside came to an end that the user should know.
    case report(Notice)
}
