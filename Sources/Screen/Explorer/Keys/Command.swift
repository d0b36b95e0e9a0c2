/// Something that the user can ask for with a key or the mouse.
public enum Command: Sendable, Hashable {
    // Moving.
    case down, up, pageDown, pageUp, halfPageDown, halfPageUp, top, bottom, goIn, goOut, nextLayer, previousLayer
    // Panes.
    case focusNext, zoom, togglePreview, endLast
    // The tree.
    case open, toggleFold, foldAll, unfoldAll, toggleChanges, toggleList, toggleMap, nextTileColor, sort, reverseSort
    // Finding.
    case search, searchNext, searchPrevious, filter, searchContents
    // Layers.
    case toggleRange
    /// Another image to compare with is asked for.
    case compareWith
    // A file.
    case view, openInPager, openInEditor, copyPath, mark, extract
    /// A path, layer or package is left out of what the image would be, or taken back.
    case leaveOut
    /// The lesson that teaches what the selected finding is about.
    case learn
    // The viewer.
    case toggleWrap, toggleNumbers, toggleHex, toggleLayout
    /// A view, one of `Views.all`, at the place that the cursor means.
    case show(ViewID)
    /// A tab as it was left; the next and the one before; back and forward through where the user has been.
    case tab(ViewID), nextTab, previousTab, back, forward
    /// What only some views know, by the name that they have for it; they bring its key along.
    case own(String)
    /// What is over the panes goes.
    case close
    // The program.
    case toggleMouse, nextTheme, redraw, suspend, quit, interrupt
    /// All commands, to choose from by their names.
    case palette
    // A line that is being typed.
    case accept, cancel, copyTwin, complete, toggleReplacing
}
