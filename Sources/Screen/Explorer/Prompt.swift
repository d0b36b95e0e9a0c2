import FileTree
import TerminalUI

/// A line that is being typed at the bottom of the screen.
public struct Prompt: Sendable, Hashable {
    /// What the line is for, with what comes back when it is left.
    enum Purpose: Sendable, Hashable {
        /// Searching the tree; where the cursor was.
        case search(from: PathID)
        /// Filtering the tree; the filter before.
        case filter(before: PathFilter?)
        /// Searching the rows of a view; where it was.
        case searchView(from: ViewPlace)
        /// Searching the contents of all layers.
        case searchContents
        /// Narrowing the palette of commands.
        case palette(Palette)
        /// Extracting what is marked, or the selected path; whether it takes the place of what is there.
        case extract(replaces: Bool)
        /// Picking the image to compare with; those that lie beside the open one are offered.
        case otherImage(offered: [OfferedImage])
        /// Writing the Dockerfile of the advice.
        case writeDockerfile
    }

    /// What the line is for.
    var purpose: Purpose
    /// The line.
    public var field: TextField

    init(_ purpose: Purpose, text: String = "") {
        self.purpose = purpose
        field = TextField(text)
    }

    /// What stands before the line.
    var label: String {
        switch purpose {
        case .search, .searchView: "Search: "
        case .searchContents: "Search in contents: "
        case .filter: "Filter: "
        case .palette: ": "
        case .extract(let replaces): replaces ? "Extract and replace in directory: " : "Extract to directory: "
        case .otherImage: "Compare with: "
        case .writeDockerfile: "Write the Dockerfile to: "
        }
    }

    /// What can be typed, shown while the line is empty.
    var example: String {
        switch purpose {
        case .search: "a part of a name, or of a path with /"
        case .filter: "*.py >1MB layer:9 kind:link mode:suid; !text hides what matches"
        case .searchView: "text"
        case .searchContents: "a regular expression; (?i) before it: either case. Enter alone: the last results"
        case .palette: "what you want to do; Enter does it, C-y copies its command line"
        case .extract: "a directory; ~ is your home, Tab completes, C-r replaces files that are there"
        case .otherImage: "an archive, a directory, docker:NAME; ~ is your home, Tab completes, Down chooses"
        case .writeDockerfile: "a path where nothing is yet"
        }
    }

    /// What of the file system the line may name; nil where it names nothing there, or nothing yet.
    var completion: Effect.Completion? {
        switch purpose {
        case .extract: .directories
        case .otherImage: .images
        case .search, .searchView, .searchContents, .filter, .palette, .writeDockerfile: nil
        }
    }
}
