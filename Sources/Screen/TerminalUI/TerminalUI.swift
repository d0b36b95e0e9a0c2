// Whoever draws measures text as well: importing this module brings DisplayText along.
@_exported import DisplayText

// TerminalUI: what a text screen is made of, as plain values. No terminal, no ncurses, no Foundation.
//
// A screen is a `Canvas` of `Cell`s, each a grapheme cluster with a `Style`. Widgets (`Bar`, `Frame`, `TextField` …) are
// small structs that draw themselves into a canvas and hold no state of their own beyond what they show. `Theme` gives
// styles by role, `Glyphs` the characters lines and bars are drawn with. `Event`, `Key` and `Mouse` are what a person
// does. `Printable` makes untrusted bytes safe to show.
//
// Text positions are columns and rows counted from 0 at the top left.
