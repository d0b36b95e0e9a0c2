/// Something that the user can ask for with a key or the mouse.
public enum Command: Sendable, Hashable, CaseIterable {
    // Moving.
    case down, up, pageDown, pageUp, halfPageDown, halfPageUp, top, bottom, goIn, goOut, nextLayer, previousLayer
    // Panes.
    case focusNext, focusLayers, focusTree, nextTab, previousTab, zoom, close
    // The tree.
    case open, toggleFold, foldAll, unfoldAll, toggleChanges, sort, reverseSort
    // Finding.
    case search, searchNext, searchPrevious, filter
    // Layers.
    case toggleRange
    // A file.
    case view, openInPager, openInEditor, copyPath, extract, pathHistory
    // The viewer.
    case toggleWrap, toggleNumbers, toggleHex
    // Findings.
    case waste, findings, category
    // The image and the program.
    case details, dockerfile, stages, picker, messages, help, toggleMouse, nextTheme, redraw, suspend, quit, interrupt
    // A line that is being typed.
    case accept, cancel
}
