// The paths of an image. Read in this order:
//
// - `Entry`, `PathID`, `Change`: the words.
// - `LayerTree`: what one layer's tar holds, in a compact arena, built in one pass.
// - `LayerStack`: the union of all layers' paths; whiteouts, opaque directories and hard links get their meaning here.
// - `TreeView`: what the tree shows after a range of layers and what changed in it. A view is computed anew whenever
//   it is wanted: a few milliseconds for a million paths, so nothing is kept up to date incrementally.
// - `Waste`: which bytes of which layer nobody can see any more.
// - `ImageLoader` and `ContentReader`: from an image's layers to a stack, and from an entry to its bytes.
//
// A path of a child always has a greater number than that of its parent. Every loop that aggregates (backwards) or
// inherits (forwards) rests on that.
