/// Something that the user can ask for with a key or the mouse.
public enum Command: Sendable, Hashable {
    // Moving.
    case down, up, pageDown, pageUp, halfPageDown, halfPageUp, top, bottom, goIn, goOut, nextLayer, previousLayer
    // Panes.
    case focusNext, focusLayers, focusTree, nextTab, previousTab, zoom, endLast
    // The tree.
    case open, toggleFold, foldAll, unfoldAll, toggleChanges, sort, reverseSort
    // Finding.
    case search, searchNext, searchPrevious, filter
    // Layers.
    case toggleRange
    // A file.
    case view, openInPager, openInEditor, copyPath, extract
    // The viewer.
    case toggleWrap, toggleNumbers, toggleHex, toggleLayout
    /// A view over what is there, one of `Views.all`.
    case show(ViewID)
    /// What only some views know, by the name that they have for it; they bring its key along.
    case own(String)
    /// What is over the panes goes.
    case close
    // The program.
    case toggleMouse, nextTheme, redraw, suspend, quit, interrupt
    // A line that is being typed.
    case accept, cancel
}
