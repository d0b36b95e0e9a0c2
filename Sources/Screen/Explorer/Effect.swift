import FileTree
import ImageAnalysis

/// Work that `reduce` asks for: done outside, its results come back as actions.
public enum Effect: Sendable, Hashable {
    /// Show another image of the source, an index from 0.
    case loadImage(Int)
    /// Read up to `limit` bytes of a file; `request` comes back with the result.
    case readContents(request: Int, EntryReference, limit: Int64)
    /// Stop reading the contents that were asked for last: nobody waits for them any more.
    case cancelReading
    /// Look for an expression in the contents of all layers; `request` comes back with what is found. It takes the place of
    /// what was looked for before.
    case searchContents(request: Int, pattern: String)
    /// Stop looking.
    case cancelContentSearch
    /// Read the start of a file for the preview, or list the members of an archive; `request` comes back with the result. It
    /// takes the place of what was to be read ahead before.
    case readAhead(request: Int, EntryReference, listsMembers: Bool)
    /// Nobody waits any more for what is read ahead.
    case cancelReadingAhead
    /// Open a file's contents in the user's pager or editor; `name` is the file's own name, unescaped.
    case openOutside(EntryReference, name: [UInt8], Program)
    /// Put text on the clipboard.
    case copy(String)
    /// Write paths of the tree after `layer` to a directory, in the place of files that are there or not.
    case extract(paths: [[UInt8]], layer: Int, destination: String, overwrites: Bool)
    /// Look which paths of the user's begin so.
    case completePath(String, Completion)
    /// Look which images lie beside the open one.
    case offerImages
    /// Read the image of that name, as the user typed it, and compare with it, in the place of the one before.
    case compare(with: String)
    /// Nobody waits any more for the comparison.
    case cancelComparing
    /// Write a Dockerfile to a path, and what is to be ignored to `.dockerignore` beside it; nothing that is there.
    case writeDockerfile(String, ignored: [String], path: String)
    /// Look how the lines of a file, a path without a leading slash, differ from those in the other image.
    case compareFile([UInt8])
    /// Teach a lesson of the course; the explorer goes on afterwards where it is.
    case openLesson(Lesson)
    /// Turn the mouse on or off.
    case setMouse(Bool)
    /// Draw everything again.
    case redraw
    /// Stop until the shell brings the program back.
    case suspend
    /// Leave the explorer; with an error, the image cannot be read.
    case quit(error: String?)

    /// What paths are completed to.
    public enum Completion: Sendable, Hashable {
        /// Directories.
        case directories
        /// Directories, and files that may be images.
        case images
    }

    /// A program of the user's.
    public enum Program: Sendable, Hashable {
        /// `$PAGER`.
        case pager
        /// `$EDITOR`.
        case editor
    }
}
